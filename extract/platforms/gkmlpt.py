"""Guangdong's disclosure catalogue (开普 gkmlpt): a shell page that names the site, a JSON listing behind it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

from extract.errors import ListingError
from extract.platforms.answers import json_object
from extract.platforms.base import Entry, ListingPage, Platform, Request
from extract.platforms.rows import date_in, fold, page_address
from extract.platforms.stated import whole

SITE = re.compile(r"""\bSID["']?\s*:\s*["']?(\d+)""")
API = re.compile(r"^(.*?/gkmlpt)/api/all/(\d+)$")
CATALOGUE = re.compile(r"^(.*?/gkmlpt)(?:/|$)")

CHINA = timezone(timedelta(hours=8))
TIMES = ("display_publish_time", "first_publish_time", "created_at")
"""Where an article keeps its time, the one that readers see first. Seconds since 1970, or words."""

REMEDY = "The catalogue has changed or is down: open the listing in a browser."


def first(listing_url: str) -> Request:
    """The catalogue's shell page, whose fragment is the category (`…/gkmlpt/index#2418`).

    Raises ListingError for an address without one.
    """
    parts = urlsplit(listing_url)
    if not CATALOGUE.match(parts.path) or not parts.fragment.isdigit():
        raise ListingError(
            f"{listing_url}: no catalogue and category in this address",
            "A gkmlpt listing reads https://HOST/gkmlpt/index#CATEGORY, where 0 stands for all.",
        )
    return Request(listing_url)


def read(request: Request, text: str) -> ListingPage:
    """The articles of one JSON page; the shell page has none and leads to the first.

    Raises ListingError where the shell names no site or the JSON is not this catalogue's.
    """
    parts = urlsplit(request.url)
    api = API.match(parts.path)
    if api is None:
        return ListingPage((), _page(request.url, parts.fragment, _site(request.url, text), 1))
    answer = _articles(request.url, text)
    entries = tuple(_entry(request.url, article) for article in answer["articles"])
    query = parse_qs(parts.query)
    following = _page(request.url, api[2], query["sid"][0], int(query["page"][0]) + 1) if entries else None
    return ListingPage(entries, following, _total(answer))


def _page(url: str, category: str, site: str, number: int) -> Request:
    parts = urlsplit(url)
    root = CATALOGUE.match(parts.path)
    path = root[1] if root else ""
    return Request(f"{parts.scheme}://{parts.netloc}{path}/api/all/{category}?page={number}&sid={site}")


def _site(url: str, text: str) -> str:
    match = SITE.search(text) if "_CONFIG" in text else None
    if match is None:
        raise ListingError(f"{url}: no SID in window._CONFIG", REMEDY)
    return match[1]


def _articles(url: str, text: str) -> dict[str, Any]:
    answer = json_object(url, text, REMEDY)
    if not isinstance(answer.get("articles"), list):
        raise ListingError(f"{url}: the JSON has no list of articles", REMEDY)
    return answer


def _entry(url: str, article: dict[str, Any]) -> Entry:
    address = page_address(url, str(article.get("url") or article.get("post_url") or ""))
    title = fold(str(article.get("title") or ""))
    if not address or not title:
        raise ListingError(f"{url}: article {article.get('id')} has no address or no title", REMEDY)
    return Entry(address, title, next((day for key in TIMES if (day := _day(article.get(key)))), None))


def _day(value: object) -> date | None:
    """The day in China of a time that is given in seconds since 1970 or in words."""
    text = str(value or "")
    if text.isdigit():
        return datetime.fromtimestamp(int(text), UTC).astimezone(CHINA).date()
    return date_in(text)


def _total(answer: dict[str, Any]) -> int | None:
    return whole(str(answer.get("total", (answer.get("classify") or {}).get("post_count"))))


def recognise(url: str, text: str) -> bool:
    """A page below a catalogue."""
    return bool(CATALOGUE.match(urlsplit(url).path)) or "/gkmlpt/api/" in text


PLATFORM = Platform(
    name="gkmlpt",
    first=first,
    read=read,
    recognise=recognise,
    body=("div.article-content",),
)
