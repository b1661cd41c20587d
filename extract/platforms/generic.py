"""A portal of no family that is known: the list of a page by its structure, the next page by what leads to one."""

from __future__ import annotations

from extract.errors import ListingError
from extract.platforms.answers import page_of
from extract.platforms.base import ListingPage, Platform, Request
from extract.platforms.lists import listed
from extract.platforms.stated import says_empty, total_stated
from extract.platforms.turning import next_request


def read(request: Request, text: str) -> ListingPage:
    """The rows of the page's main list. Raises ListingError for a page that has none and does not say so (暂无信息)."""
    page = page_of(text)
    entries = listed(page, request.url)
    if not entries and not says_empty(page):
        raise ListingError(
            f"{request.url}: no rows of links that could be a list",
            "Open it: a script may fill it, or it is no listing. Name the portal's family if it is one of ours.",
        )
    following = next_request(page, text, request.url) if entries else None
    return ListingPage(entries, following, total_stated(page, text, len(entries)))


def recognise(_url: str, _text: str) -> bool:
    """No page: whatever no other family claims may be read as generic."""
    return False


PLATFORM = Platform(name="generic", read=read, recognise=recognise)
