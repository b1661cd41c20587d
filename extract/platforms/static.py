"""Families whose listings are plain pages: rows that link articles, whose addresses have one pattern, and a pager."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from extract.errors import SelectorError
from extract.html import Tag
from extract.platforms.answers import page_of
from extract.platforms.base import ListingPage, Platform, Request
from extract.platforms.linked_rows import entries_in
from extract.platforms.page_script import script_in
from extract.platforms.rows import page_address
from extract.platforms.stated import says_empty, total_stated
from extract.platforms.turning import next_request

LISTING = re.compile(r"/(?:(?![\w-]*(?:\d{5}|[0-9a-f]{32}))\w*[A-Za-z][\w-]*\.s?html?)?$")
"""The path of a listing page: a folder, or a file whose name has letters and no article's number."""

HREF = re.compile(r"""[hH](?<!\w.)[rR][eE][fF]\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.DOTALL)
"""With its letters spelled out, a page's source is searched four times as fast as in disregard of case."""
LINKS_MAX = 5_000
"""Links of a page that are looked at to tell its family: portals' pages have up to some hundreds."""


def _whole(page: Tag) -> Iterable[Tag]:
    return (page,)


def _nowhere(_page: Tag, _url: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Static:
    """A family of plain pages.

    `article` is found in the path of what its listings link, `own` in the path of pages that are this family's and no
    other's (as a rule, its articles). A page without such a path is known by `marks`, literal parts of the source, or
    as a listing that links an article of its own site; `sign` is a literal part of such links, where none will do.
    `second` is the number in the address of a listing's second page. `blocks` are the elements that may hold the rows,
    the surest first; `further` is where a page goes on if neither its links nor createPageHTML tell.
    """

    article: re.Pattern[str]
    own: re.Pattern[str] | None = None
    marks: tuple[str, ...] = ()
    sign: str = ""
    second: int = 2
    blocks: Callable[[Tag], Iterable[Tag]] = _whole
    further: Callable[[Tag, str], str | None] = _nowhere

    def read(self, request: Request, text: str) -> ListingPage:
        """The articles that one listing page links.

        Raises SelectorError for a page with neither an article's link nor a pager's script, unless it says that it is
        empty.
        """
        page, url = page_of(text), request.url
        entries = entries_in(self.blocks(page), url, self.article)
        total = total_stated(page, text, len(entries))
        if not entries and not script_in(text) and not says_empty(page):
            raise SelectorError(
                f"{url}: no link leads to an article of the family (/{self.article.pattern}/)",
                "The column has moved or was rebuilt: mend the platform's module and save the page as a fixture.",
            )
        if not entries:
            return ListingPage((), None, total)
        following = next_request(page, text, url, self.second)
        if following is None and (address := self.further(page, url)):
            following = Request(address)
        return ListingPage(entries, following, total)

    def recognise(self, url: str, text: str) -> bool:
        """A page of the family by its address, or its marks, or a listing page by the articles of its own site."""
        path = urlsplit(url).path
        if (self.own or self.article).search(path) or any(mark in text for mark in self.marks):
            return True
        return bool(self.sign) and LISTING.search(path or "/") is not None and self._lists_own(url, text)

    def _lists_own(self, url: str, text: str) -> bool:
        own = self.own or self.article
        return any(own.search(path) for path in own_paths(url, text, self.sign))

    def platform(self, name: str, body: tuple[str, ...]) -> Platform:
        """The family as a platform."""
        return Platform(name=name, read=self.read, recognise=self.recognise, body=body)


def own_paths(url: str, text: str, sign: str = "") -> Iterator[str]:
    """The paths on the page's own site that its first links with `sign` in them lead to, read off its source."""
    if sign not in text:
        return
    for match in islice(HREF.finditer(text), LINKS_MAX):
        href = match[1] or match[2] or match[3] or ""
        parts = urlsplit(page_address(url, href) or "") if sign in href else None
        if parts and parts.netloc == urlsplit(url).netloc:
            yield parts.path
