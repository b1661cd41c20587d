"""What a platform's module offers. All of it is pure: text and addresses in, entries and addresses out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Request:
    """An address to ask; `form` makes it a POST of an urlencoded form."""

    url: str
    form: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a listing: the page's absolute address, its title (white space folded), the date beside it."""

    url: str
    title: str
    listed_on: date | None


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page of a listing. `next_request` is None on the last; `total` is the number of entries that it claims."""

    entries: tuple[Entry, ...]
    next_request: Request | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Platform:
    """A family of sites.

    `first(listing_url)` is the request that a listing begins with. `read(request, text)` reads an answer; it raises
    SelectorError or ListingError where the answer is not this platform's. `recognise(url, text)` tells whether a
    page, of a listing or an article, is of this family and no other. `body` are CSS selectors of the element that
    holds a report's body, the surest first; `marks` are pairs of HTML comments (or parts of them) that stand before
    and after it. `pages_of` names the family that makes the articles where this one only lists them.
    """

    name: str
    first: Callable[[str], Request]
    read: Callable[[Request, str], ListingPage]
    recognise: Callable[[str, str], bool]
    body: tuple[str, ...]
    marks: tuple[tuple[str, str], ...] = ()
    pages_of: str = ""
