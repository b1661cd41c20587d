"""The further pages of a document that a site splits over several: `…_2.html`, `?page=2`, a pager's script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

PAGES_MAX = 40
"""Of one document. A report of 20,000 characters at 1,000 a page has 20."""

SCRIPT = re.compile(r"""createPageHTML\(\s*(\d+)\s*,\s*(\d+)\s*,\s*["']([^"']+)["']\s*,\s*["'](\w+)["']""")
"""Count, number of this page from 0, the first page's stem and ending; the n-th page (from 0) is `stem_n`."""

TURNS = re.compile(
    r"[\[【(<]?\s*(?:\d{1,3}|第\s*\d{1,3}\s*页|下一?页|末页|尾页|最后一?页|next|last|>{1,2}|»|›)\s*[\]】)>]?",
    re.IGNORECASE,
)
"""What the links of a pager say."""

NUMBERED = re.compile(r"(?P<stem>.+?)_(?P<number>\d{1,3})(?P<ending>\.\w+)$")
PAGE_KEYS = frozenset(("page", "p", "pageno", "pagenum", "pageindex", "currentpage", "curpage", "page_no"))


def further_pages(url: str, text: str, links: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The addresses of a document's second page and all that follow, in order; none for a page that is whole.

    `links` are the page's, each as its address and its words. Only an address that is the page's own with a number
    counts: 下一页 may as well lead to the next document of a column.
    """
    if counted := _by_script(url, text):
        return counted
    found = dict(_numbered(url, links))
    if not found:
        return ()
    first, last = min(found), max(found)
    wanted = range(first, min(last, first + PAGES_MAX - 1) + 1)
    return tuple(found.get(number) or _with_number(found[last], last, number) for number in wanted)


def _by_script(url: str, text: str) -> tuple[str, ...]:
    name = urlsplit(url).path.rpartition("/")[2]
    for match in SCRIPT.finditer(text):
        count, here, stem, ending = int(match[1]), int(match[2]), match[3], match[4]
        if here == 0 and name == f"{stem}.{ending}" and not stem.startswith(("index", "list", "default")):
            return tuple(urljoin(url, f"{stem}_{number}.{ending}") for number in range(1, min(count, PAGES_MAX + 1)))
    return ()


def _numbered(url: str, links: Iterable[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    own = urlsplit(url)
    for href, words in links:
        if not TURNS.fullmatch(words.strip()) or words.strip() == "1":
            continue
        try:
            address = urljoin(url, href.strip()).partition("#")[0]
        except ValueError:
            continue
        there = urlsplit(address)
        if there.netloc == own.netloc and (number := _number(own.path, own.query, there.path, there.query)):
            yield number, address


def _number(path: str, query: str, other_path: str, other_query: str) -> int | None:
    """The number that is all by which another address differs from the page's own."""
    if query == other_query and (match := NUMBERED.match(other_path)) and match["stem"] + match["ending"] == path:
        return int(match["number"])
    if path != other_path:
        return None
    mine, theirs = dict(parse_qsl(query)), dict(parse_qsl(other_query))
    added = {key: value for key, value in theirs.items() if mine.get(key) != value}
    if len(added) == 1 and mine.keys() <= theirs.keys():
        ((key, value),) = added.items()
        if key.lower() in PAGE_KEYS and value.isdecimal() and 1 < int(value) < 1000:
            return int(value)
    return None


def _with_number(address: str, number: int, other: int) -> str:
    """The address of the page `other`, made from that of the page `number`."""
    parts = urlsplit(address)
    if match := NUMBERED.match(parts.path):
        return urlunsplit(parts._replace(path=f"{match['stem']}_{other}{match['ending']}"))
    pairs = [
        (key, str(other) if key.lower() in PAGE_KEYS and value == str(number) else value)
        for key, value in parse_qsl(parts.query)
    ]
    return urlunsplit(parts._replace(query=urlencode(pairs)))
