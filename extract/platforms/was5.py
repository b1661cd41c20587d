"""TRS WAS5 (拓尔思检索): a search service that lists static TRS pages, as XML records or as something like JSON."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from extract.errors import ListingError
from extract.platforms.base import Entry, ListingPage, Platform, Request
from extract.platforms.fields import field, with_field
from extract.platforms.rows import MARKUP, date_in, fold, page_address
from extract.platforms.stated import number, whole

SEARCH = re.compile(r"/was5/web/search$")
POSTED = re.compile(r"/fjdzapp/search$")
"""The service that took WAS5's place on Fujian's portals: the same fields, sent as a form."""

REC = re.compile(r"<REC\b[^>]*>(.*?)</REC>", re.DOTALL | re.IGNORECASE)
ELEMENT = re.compile(r"<(\w+)[^>]*>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))\s*</\1>", re.DOTALL)
MEMBER = re.compile(r'"(\w+)"\s*:\s*"((?:\\.|[^\\]){0,2000}?)"(?=\s*[,}\]])', re.DOTALL)
"""A member of an object whose template escapes no quotation marks. Longer values are articles' texts."""

TITLES = ("title", "doctitle", "title2")
ADDRESSES = ("url", "docpuburl", "chnldocurl")
TIMES = ("time", "docreltime", "pubtime", "pubdate")

RECORDS_IN_ALL = re.compile(
    r"""\b(?:recordcount|totalcount|total|count)(?:["']?\s*:\s*["']?|>\s*)(\d+)""", re.IGNORECASE
)
PAGES_IN_ALL = re.compile(r"""\b(?:pagecount|pagenum|pagetotal)(?:["']?\s*:\s*["']?|>\s*)(\d+)""", re.IGNORECASE)

CLOSING_TITLE = "文章标题"
"""Title of the record with which JSON templates close their array, so that no comma hangs."""

REMEDY = "The service has changed or is down: open the listing's address in a browser."


def first(listing_url: str) -> Request:
    """The search as the column's page sends it (`…/was5/web/search?channelid=…&classsql=chnlid%3D6127`).

    Raises ListingError for an address that is no search.
    """
    parts = urlsplit(listing_url)
    if not field(listing_url, "channelid") or not (SEARCH.search(parts.path) or POSTED.search(parts.path)):
        raise ListingError(
            f"{listing_url}: no search and channelid in this address",
            "A was5 listing reads https://HOST/was5/web/search?channelid=NUMBER&…, as the column's page asks for it.",
        )
    if SEARCH.search(parts.path):
        return Request(listing_url)
    return Request(urlunsplit(parts._replace(query="", fragment="")), tuple(parse_qsl(parts.query)))


def read(request: Request, text: str) -> ListingPage:
    """The records of one answer. Raises ListingError where it is neither XML nor JSON, or a record lacks its title."""
    records, around = _xml(text) or _json(text) or _spoilt_json(text)
    if not records and not around:
        raise ListingError(f"{request.url}: the answer holds neither XML records nor JSON", REMEDY)
    found = (_entry(request.url, record) for record in records)
    entries = tuple(entry for entry in found if entry)
    total = number(RECORDS_IN_ALL, around)
    return ListingPage(entries, _next(request, len(entries), total, number(PAGES_IN_ALL, around)), total)


_Answer = tuple[list[dict[str, str]], str]
"""Records with their fields' names in lower case, and what the answer says around them."""


def _xml(text: str) -> _Answer | None:
    records = [
        {m[1].lower(): unescape(m[2] or m[3] or "") for m in ELEMENT.finditer(record)} for record in REC.findall(text)
    ]
    return (records, REC.sub("", text)) if records or "<recordcount" in text.lower() else None


def _json(text: str) -> _Answer | None:
    try:
        answer = json.loads(text, strict=False)
    except json.JSONDecodeError:
        return None
    if not isinstance(answer, dict):
        return None
    rows: list[dict[str, Any]] = [
        row for value in answer.values() if isinstance(value, list) for row in value if isinstance(row, dict)
    ]
    records = [{name.lower(): str(value or "") for name, value in row.items()} for row in rows]
    said = {name: value for name, value in answer.items() if not isinstance(value, list)}
    return [record for record in records if _first(record, ADDRESSES)], json.dumps(said)


def _spoilt_json(text: str) -> _Answer:
    """What JSON gives that its template spoilt: a record begins where a field comes again."""
    records: list[dict[str, str]] = [{}]
    for name, value in MEMBER.findall(text):
        if name.lower() in records[-1]:
            records.append({})
        records[-1][name.lower()] = _unescaped(value)
    found = [record for record in records if _first(record, ADDRESSES)]
    return found, text.partition("[")[0] if found else ""


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except json.JSONDecodeError:
        return value


def _first(record: dict[str, str], names: tuple[str, ...]) -> str:
    return next((record[name] for name in names if record.get(name)), "")


def _entry(url: str, record: dict[str, str]) -> Entry | None:
    title = fold(unescape(MARKUP.sub("", _first(record, TITLES))))
    address = page_address(url, _first(record, ADDRESSES))
    if title == CLOSING_TITLE:
        return None
    if not title or not address:
        raise ListingError(f"{url}: the record {record} has no address or no title", REMEDY)
    return Entry(address, title, date_in(_first(record, TIMES)))


def _next(request: Request, count: int, total: int | None, pages: int | None) -> Request | None:
    """The same search for the page after this one, counted from 1."""
    asked = dict(request.form) if request.form is not None else dict(parse_qsl(urlsplit(request.url).query))
    page = whole(asked.get("page")) or 1
    size = whole(asked.get("prepage") or asked.get("perpage")) or count
    is_last = page * size >= total if total is not None else pages is not None and page >= pages
    if not count or is_last:
        return None
    if request.form is None:
        return Request(with_field(request.url, "page", str(page + 1)))
    return Request(request.url, tuple({**asked, "page": str(page + 1)}.items()))


def recognise(url: str, _text: str) -> bool:
    """An answer of the service, by its address; the pages that it lists are trs."""
    return bool(SEARCH.search(urlsplit(url).path) or POSTED.search(urlsplit(url).path))


PLATFORM = Platform(
    name="was5",
    first=first,
    read=read,
    recognise=recognise,
    pages_of="trs",
)
