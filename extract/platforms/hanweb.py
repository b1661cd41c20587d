"""Hanweb JCMS (大汉): a listing inside a `<datastore>`, further records from dataproxy.jsp."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from extract.errors import ListingError
from extract.html import soup
from extract.platforms.base import Entry, ListingPage, Platform, Request
from extract.platforms.fields import members
from extract.platforms.rows import row_entry
from extract.platforms.stated import number

DATASTORE = re.compile(r"<datastore>(.*?)</datastore>", re.DOTALL)
RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL)
TOTAL = re.compile(r"<totalrecord>\s*(\d+)\s*</totalrecord>")
NEXT_GROUP = re.compile(r"""<nextgroup>\s*<!\[CDATA\[.*?href=["']([^"']+)["'].*?\]\]>""", re.DOTALL)

SCRIPT_TOTAL = re.compile(r"""totalRecord["']?\s*:\s*["']?(\d+)""")
SCRIPT_PER_PAGE = re.compile(r"""perPage["']?\s*:\s*["']?(\d+)""")
SCRIPT_PROXY = re.compile(r"""proxyUrl["']?\s*:\s*["']([^"']+)["']""")
SCRIPT_FORM = re.compile(r"""ajaxParam["']?\s*:\s*\{(.*?)\}""", re.DOTALL)

ARTICLE = re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html")
COLUMN = re.compile(r"/col/col\d+/(?!art/)")
JPAAS = "jpaas-publish-server"
"""What pages of the vendor's newer system name (hanweb_jpaas): its columns have the same addresses."""

PROXY = "/jpage/dataproxy.jsp"
BODY_MARKS = (("ContentStart", "ContentEnd"), ("<$[信息内容]>begin", "<$[信息内容]>end"))


@dataclass(frozen=True, slots=True)
class _Turn:
    """How the listing turns its pages: the proxy's address, its parameters, records a screen."""

    proxy: str
    form: tuple[tuple[str, str], ...]
    per_page: int


def read(request: Request, text: str) -> ListingPage:
    """The records of the column's page or of an answer of dataproxy.jsp.

    Raises ListingError where there is not exactly one `<datastore>`, SelectorError for a record without a link.
    """
    stores = DATASTORE.findall(text)
    if len(stores) != 1:
        raise ListingError(
            f"{request.url}: {len(stores)} <datastore> elements, 1 expected",
            "The page's layout has changed, or it holds several lists: save it as a fixture and mend the platform.",
        )
    records = RECORD.findall(stores[0])
    found = (row_entry(soup(record), request.url, request.url) for record in records)
    entries: tuple[Entry, ...] = tuple(entry for entry in found if entry)
    total = number(TOTAL, stores[0]) or number(SCRIPT_TOTAL, text)
    return ListingPage(entries, _next(request, text, len(records), total) if entries else None, total)


def _next(request: Request, text: str, count: int, total: int | None) -> Request | None:
    asked = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    if "startrecord" in asked:
        start, end = int(asked["startrecord"]), int(asked["endrecord"])
        return _records(request.url, asked, start + count, end - start + 1, total)
    if turn := _turn(request.url, text):
        form = {"startrecord": "", "endrecord": "", "perpage": str(turn.per_page), **dict(turn.form)}
        return _records(turn.proxy, form, count + 1, max(count, turn.per_page), total)
    group = NEXT_GROUP.search(text)
    return Request(urljoin(request.url, unescape(group[1]))) if group else None


def _turn(base: str, text: str) -> _Turn | None:
    """The parameters that the column's script hands to its pager; None where the page has no such script."""
    proxy, form = SCRIPT_PROXY.search(text), SCRIPT_FORM.search(text)
    if not proxy or not form:
        return None
    fields = tuple((name, value) for name, value, _ in members(form[1]))
    return _Turn(urljoin(base, proxy[1]), fields, number(SCRIPT_PER_PAGE, text) or 1)


def _records(proxy: str, form: dict[str, str], start: int, size: int, total: int | None) -> Request | None:
    """A request for `size` records from number `start` on (counted from 1), or None past the last."""
    if total is not None and start > total:
        return None
    last = start + size - 1 if total is None else min(start + size - 1, total)
    parts = urlsplit(proxy)
    query = urlencode({**form, "startrecord": str(start), "endrecord": str(last)})
    return Request(urlunsplit((parts.scheme, parts.netloc, parts.path, query, "")))


def recognise(url: str, text: str) -> bool:
    """A column or an article of this family by its address, or a page that names its proxy."""
    is_column = bool(COLUMN.search(url)) and JPAAS not in text
    return is_column or bool(ARTICLE.search(url)) or PROXY in url or PROXY in text


PLATFORM = Platform(
    name="hanweb",
    read=read,
    recognise=recognise,
    body=("#zoom", ".bt_content", ".artile_zw"),
    marks=BODY_MARKS,
)
