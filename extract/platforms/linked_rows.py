"""Rows of a listing by where their links lead: to articles, whose addresses have one pattern, and what stands among
these."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from urllib.parse import urlsplit

from extract.html import Tag
from extract.platforms.base import Entry
from extract.platforms.rows import TITLE_LENGTH, link_entry, once_each, page_address, row_entry

ROW_TAGS = ("li", "tr", "dd", "dl")
TAG_DEPTH = 5
ROW_DEPTH = 3
"""Elements around a link, the next first, that may be its row: by its tag (`<tr><td><span><font><a>`), and where no tag
says so (`<div><div><p><a>`), or the tag's element has no date (`<ul><li><a></li><li>2024-03-01</li></ul>`)."""


def entries_in(blocks: Iterable[Tag], url: str, article: re.Pattern[str]) -> tuple[Entry, ...]:
    """The pages that the rows of the first block with any lead to, once each, with the longest title and a date of
    their row.

    They are those whose path holds the pattern, and those that other rows of a list of such pages lead to: columns
    also list what stands on another site, or is a document. The listing at `url` and folders around it are none.
    """
    return next((entries for block in blocks if (entries := _entries(block, url, article))), ())


def _entries(block: Tag, url: str, article: re.Pattern[str]) -> tuple[Entry, ...]:
    links = [link for link in block.select("a[href]") if _leads_to(link, url, article)]
    rows, found = [], []
    for link, around in zip(links, _rows(links), strict=True):
        read = [(row, link_entry(link, row.get_text(" "), url)) for row in around]
        row, entry = next((each for each in read if each[1] and each[1].listed_on), read[0])
        rows.append(row)
        found.append(entry)
    among = (row_entry(row, url, url) for row in _rows_among(rows))
    found += [entry for entry in among if entry and len(entry.title) >= TITLE_LENGTH]
    return once_each(entry for entry in found if entry and not _is_around(entry.url, url))


def _leads_to(link: Tag, url: str, article: re.Pattern[str]) -> bool:
    address = page_address(url, str(link["href"]))
    return bool(address and article.search(urlsplit(address).path))


def _is_around(address: str, url: str) -> bool:
    there, here = urlsplit(address), urlsplit(url)
    folder = there.path.removesuffix("index.html")
    is_above = folder.endswith("/") and here.path.startswith(folder)
    return there.netloc == here.netloc and (is_above or there.path == here.path)


def _rows(links: list[Tag]) -> Iterator[list[Tag]]:
    """What may be the row of each link, the likeliest first: elements near it that hold no other article.

    That is the next with a row's tag and wider ones without any other link, or else the widest; at the least the link.
    """
    held: dict[int, set[str]] = defaultdict(set)
    for link in links:
        for around in islice(link.parents, TAG_DEPTH):
            held[id(around)].add(str(link["href"]))
    for link in links:
        alone = list(takewhile(lambda around: len(held[id(around)]) == 1, islice(link.parents, TAG_DEPTH)))
        tagged = next((at for at, around in enumerate(alone) if around.name in ROW_TAGS), None)
        if tagged is None:
            yield alone[:ROW_DEPTH][-1:] or [link]
        else:
            wider = alone[tagged + 1 : ROW_DEPTH]
            yield [alone[tagged], *(around for around in wider if _holds_only(link, around))]


def _holds_only(link: Tag, around: Tag) -> bool:
    return all(other["href"] == link["href"] for other in around.select("a[href]"))


def _rows_among(rows: Iterable[Tag]) -> Iterator[Tag]:
    """The rows with other links, in lists whose rows are articles' for the most part."""
    own = {id(row): row for row in rows}
    lists = {id(row.parent): row.parent for row in own.values() if row.parent}
    for around in lists.values():
        siblings = [row for row in around.find_all(True, recursive=False) if row.select_one("a[href]")]
        among = [row for row in siblings if id(row) not in own]
        kinds = Counter(row.name for row in siblings if id(row) in own)
        yield from (row for row in among if kinds[row.name] > len(among))
