"""Shanghai's disclosure columns (xxgk-cms): `content/<GUID>.htm`, listed on static pages that a script file counts."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from extract.errors import ListingError
from extract.platforms.answers import page_of
from extract.platforms.base import ListingPage, Platform, Request
from extract.platforms.linked_rows import entries_in
from extract.platforms.stated import number

COLUMN = re.compile(r"^(.*/website/[^/]+/[^/]+)(?:/|$)")
ARTICLE = re.compile(r"/content/[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4,16}){2,4}\.html?$")
LISTING = re.compile(r"/website/[^/]+/[^/]+/List/(?:list_\d+\.html?|index\.html?|config\.js)?$", re.IGNORECASE)
NUMBERED = re.compile(r"/list_(\d+)\.html?$")
SYSTEM = "xxgk-cms/"

PAGE_COUNT = re.compile(r"\bPageCount\s*=\s*[\"']?(\d+)", re.IGNORECASE)
RECORD_COUNT = re.compile(r"\bRecordCount\s*=\s*[\"']?(\d+)", re.IGNORECASE)

COUNTS = re.compile(r"^(\d+)")
RECORDS = re.compile(r"/(\d+)$")
"""What the fragment of a listing page's address hands on: the number of pages, and that of records if it is known."""

REMEDY = "The column has moved or was rebuilt: open it in a browser."


def first(listing_url: str) -> Request:
    """The script file that counts a column's pages; `listing_url` is the column, or any page of its list.

    Raises ListingError for an address without a column.
    """
    column = COLUMN.match(urlsplit(listing_url).path)
    if column is None:
        raise ListingError(
            f"{listing_url}: no column in this address", "A column reads https://HOST/…-cms/website/SITE/COLUMN/."
        )
    return Request(urljoin(listing_url, f"{column[1]}/List/config.js"))


def read(request: Request, text: str) -> ListingPage:
    """The counts of the script file, which leads to the first page with them as its fragment; or a page's rows.

    The newest page is number 0, the one before it has the highest number: a page that is full is never written again.
    Raises ListingError for a count that is none, and for a page without articles where the count promises some.
    """
    url, fragment = urldefrag(request.url)
    if url.endswith(".js"):
        return _counted(url, text)
    entries = entries_in([page_of(text)], url, ARTICLE)
    if not entries:
        raise ListingError(f"{url}: no link to content/<GUID>.htm", REMEDY)
    here = number(NUMBERED, urlsplit(url).path)
    below = here - 1 if here else (number(COUNTS, fragment) or 1) - 1
    following = Request(urljoin(url, f"list_{below}.htm#{fragment}")) if below > 0 else None
    return ListingPage(entries, following, number(RECORDS, fragment))


def _counted(url: str, text: str) -> ListingPage:
    count, total = number(PAGE_COUNT, text), number(RECORD_COUNT, text)
    if count is None:
        raise ListingError(f"{url}: no PageCount", REMEDY)
    if total == 0:
        return ListingPage((), total=0)
    counts = f"{count}" if total is None else f"{count}/{total}"
    return ListingPage((), Request(urljoin(url, f"list_0.htm#{counts}")))


def recognise(url: str, text: str) -> bool:
    """A page below the system's path, or one that names it."""
    path = urlsplit(url).path
    return SYSTEM in path.lower() or LISTING.search(path) is not None or SYSTEM in text


PLATFORM = Platform(
    name="shanghai",
    first=first,
    read=read,
    recognise=recognise,
    body=(".xx_text1", ".article"),
)
