"""What a platform's module offers. All of it is pure: text and addresses in, entries and addresses out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Request:
    """An address to ask; `form` makes it a POST of an urlencoded form.

    `referer` is the page whose script would ask: some portals answer nothing else.
    """

    url: str
    form: tuple[tuple[str, str], ...] | None = None
    referer: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a listing: the page's absolute address, its title (white space folded), the date beside it."""

    url: str
    title: str
    listed_on: date | None


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page of a listing.

    `entries` are those of this page, once each. `next_request` is None at the listing's end, and never leads to this
    page or, as far as addresses are numbered, to one before it; a page without entries has one only where it leads to
    the first page that has some (a shell, a count). `total` is how many entries the whole listing has, on all its
    pages, as the page states it; None where it says nothing, or what its own rows belie. It is the portal's word: rows
    that lead nowhere, or stand on each page, may make the entries that are found fewer or more.
    """

    entries: tuple[Entry, ...]
    next_request: Request | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Platform:
    """A family of sites.

    `read(request, text)` reads an answer; it raises SelectorError or ListingError where the answer is not this
    platform's, or has no entries and does not say so. `recognise(url, text)` tells whether a page, of a listing or an
    article, is of this family and no other; it is asked of every page that is read, and tries addresses, then literal
    parts of the source, before anything else. `body` are CSS selectors of the element that holds a report's body, the
    surest first; `marks` are pairs of HTML comments (or parts of them) that stand before and after it.
    `first(listing_url)` is the request that a listing begins with, as a rule its own page. `pages_of` names the family
    that makes the articles where this one only lists them.
    """

    name: str
    read: Callable[[Request, str], ListingPage]
    recognise: Callable[[str, str], bool]
    body: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    first: Callable[[str], Request] = Request
    pages_of: str = ""
