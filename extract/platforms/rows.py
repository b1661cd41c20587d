"""Rows of a listing, whatever the platform: address, full title, the date beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import quote, urldefrag, urljoin

from extract.dates import find_date, parse_date
from extract.html import Tag, some
from extract.platforms.base import Entry

SPACE = re.compile(r"\s+")
MARKUP = re.compile(r"<[^>]*>")
BULLET = re.compile(r"^[·•●■◆▪※>\s]+")
ELLIPSIS = re.compile(r"\.{2,}|…+|⋯+")
ADDRESS_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What an address may hold unquoted; `%` because escapes that are there stay."""

LEAF = re.compile(r"(?<!\d)(\d{1,2}) ((?:19|20)\d{2}) ?[-/.] ?(\d{1,2})(?![-/.\d])")
"""A calendar leaf: the day in large figures, year and month below it."""

BRACKETS = "[]()【】（） "

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

TITLE_LENGTH = 12
"""Least characters of a link that is taken for a document's title by itself. The titles of three real reports have 23
to 32; of the columns that portals name in their navigation, few have more than 10."""


def fold(text: str) -> str:
    """The text with every run of white space made one blank, and none at its ends."""
    return SPACE.sub(" ", text).strip()


def date_in(text: str) -> date | None:
    """The date of a row's text: `2024-03-28`, `[2024/3/28 10:05]`, `2024年3月28日`, `28 2024-03`; None without one."""
    return parse_date(text) or parse_date(LEAF.sub(r"\2-\3-\1", fold(text)))


def page_address(base: str, href: str) -> str | None:
    """The absolute http(s) address of a link in ASCII, without its fragment; None for a script, mail or no address."""
    try:
        address = urldefrag(urljoin(base, href.strip())).url
    except ValueError:
        return None
    return quote(address, safe=ADDRESS_SAFE) if address.startswith(("http://", "https://")) else None


def full_title(link: Tag) -> str:
    """The title that a link bears: its text, or its `title` attribute where the text is cut short or missing."""
    shown = _shown(link)
    stated = fold(MARKUP.sub(" ", str(link.get("title") or "")))
    begun = ELLIPSIS.split(shown, maxsplit=1)[0]
    is_cut = shown.endswith(("..", "…", "⋯")) or stated.startswith(begun)
    return stated if stated and is_cut else shown


def _shown(link: Tag) -> str:
    """The link's text, or its heading's where it spans a summary, too: no bullet before it, no date after it."""
    text = BULLET.sub("", fold((link.find(HEADINGS) or link).get_text(" ")))
    dated = find_date(text)
    if dated and not text[dated[2] :].strip(BRACKETS):
        return text[: dated[1]].rstrip(BRACKETS)
    return text


def link_entry(link: Tag, beside: str, base: str) -> Entry | None:
    """The entry that a link stands for, with the date of the text `beside` it; None where it leads to no page.

    What `beside` holds of the link's own title is not searched for a date.
    """
    address, title = page_address(base, str(link.get("href") or "")), full_title(link)
    if not address or not title:
        return None
    around = fold(beside).replace(title, " ").replace(_shown(link) or title, " ")
    return Entry(address, title, date_in(around))


def row_entry(row: Tag, base: str, where: str) -> Entry | None:
    """The entry of a row that stands for one page: of its links the one with the longest title.

    None where the row's links lead to no page or bear no title. Raises SelectorError for a row without a link.
    """
    text = row.get_text(" ")
    entries = [entry for link in some(row, "a[href]", where) if (entry := link_entry(link, text, base))]
    return max(entries, key=lambda entry: len(entry.title), default=None)


def once_each(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """One entry an address, in the order of their first: with the longest title, and the first date that is known."""
    entries: dict[str, Entry] = {}
    for entry in found:
        known = entries.get(entry.url, entry)
        longest = max(known, entry, key=lambda each: len(each.title))
        entries[entry.url] = replace(longest, listed_on=known.listed_on or entry.listed_on)
    return tuple(entries.values())
