"""TRS WCM (拓尔思): static listing pages index.html, index_1.html … that a script counts."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from extract.html import Tag, some, soup
from extract.platforms.base import Entry, ListingPage, Platform, Request
from extract.platforms.rows import link_entry

PAGER = re.compile(r"""createPageHTML\(\s*(\d+)\s*,\s*(\d+)\s*,\s*["']([^"']+)["']\s*,\s*["'](\w+)["']""")
ARTICLE = re.compile(r"(?:^|/)t\d{8}_\d+\.s?html?$")
LINKS = 'a[href*="t1"][href*="_"], a[href*="t2"][href*="_"]'
"""A coarse sieve for `tYYYYMMDD_id`, of either century: what CSS can say of `ARTICLE`."""

ROW_TAGS = ("li", "tr", "dd")


def first(listing_url: str) -> Request:
    """The column's own page."""
    return Request(listing_url)


def read(request: Request, text: str) -> ListingPage:
    """The rows of one listing page. Raises SelectorError for a page with neither an article's link nor a pager."""
    page = soup(text)
    pager = PAGER.search(text)
    links = page.select(LINKS) if pager else some(page, LINKS, request.url)
    entries: dict[str, Entry] = {}
    for link in links:
        entry = link_entry(link, _beside(link), request.url)
        if entry and ARTICLE.search(urlsplit(entry.url).path):
            known = entries.get(entry.url)
            entries[entry.url] = max(known or entry, entry, key=lambda each: len(each.title))
    return ListingPage(tuple(entries.values()), _next(request.url, pager))


def _beside(link: Tag) -> str:
    """The text of the row that a link stands in, or nothing where the row holds other pages as well."""
    row = link.find_parent(ROW_TAGS) or link.parent
    if row is None or len({str(other["href"]) for other in row.select(LINKS)}) > 1:
        return ""
    return row.get_text(" ")


def _next(url: str, pager: re.Match[str] | None) -> Request | None:
    """The page after this one: the address says which one this is, the pager how many there are (from 0)."""
    if pager is None:
        return None
    count, name, ending = int(pager[1]), pager[3], pager[4]
    here = re.search(rf"/{re.escape(name)}_(\d+)\.{re.escape(ending)}$", urlsplit(url).path)
    number = int(here[1]) + 1 if here else 1
    return Request(urljoin(url, f"{name}_{number}.{ending}")) if number < count else None


def recognise(url: str, text: str) -> bool:
    """An article of this family by its address, or a page with the family's pager."""
    return bool(ARTICLE.search(urlsplit(url).path) or PAGER.search(text))


PLATFORM = Platform(
    name="trs",
    first=first,
    read=read,
    recognise=recognise,
    body=(".TRS_Editor", ".trs_editor_view", ".TRS_UEDITOR", "#UCAP-CONTENT", "#zoom", "#Zoom"),
)
