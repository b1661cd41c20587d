"""Anhui's Lonsun (龙讯): disclosure columns by organ and category, whose rows a label service gives as HTML."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

from extract.errors import ListingError
from extract.html import Tag
from extract.platforms.answers import page_of
from extract.platforms.base import ListingPage, Platform, Request
from extract.platforms.fields import field, members, with_field
from extract.platforms.linked_rows import entries_in
from extract.platforms.stated import number, says_empty, total_stated, whole
from extract.platforms.turning import next_request

ARTICLE = re.compile(r"/public/\d+/\d+\.html$|OpennessContent/show/\d+\.html$|/content/article/\d+$")
COLUMN = re.compile(r"/(?:public|content)/column/\d+$|OpennessContent/showList/|/site/label/\d+$")

LISTS = ".xxgk_nav_list, .xxgk_nav_con, .gk_list"
"""What holds the rows on pages that also list other things."""

LABEL = "/site/label/8888"
LABEL_ADDRESS = re.compile(r"""["']([^"'\s]*/site/label/\d+\?[^"'\s]*labelName=publicInfoList[^"'\s]*)["']""")
LABEL_FIELDS = re.compile(r"""\{([^{}]*\blabelName["']?\s*:\s*["']publicInfoList["'][^{}]*)\}""")
"""How a column's page asks for its rows: an address, or an object that a script sends."""

LITERAL = re.compile(r"\d+|true|false")
"""A bare value of such an object; another word is a variable, whose value the column's address has."""

SITE = 'meta[name="SiteId" i]'
ORGAN = re.compile(r"/public/column/(\d+)")
PAGES = re.compile(r"""\bpageCount["']?\s*[:=]\s*["'(]?\s*(\d+)""")
TOTAL = re.compile(r"""\b(?:total|totalCount|dataCount)["']?\s*[:=]\s*["']?(\d+)""")

REMEDY = "The column has moved or changed: open it in a browser and watch which label its page asks for."


def read(request: Request, text: str) -> ListingPage:
    """The rows of a column's page or of the label's answer; a column whose rows a script fetches leads to the label.

    The listing is the organ's column (`…/public/column/6600?type=4&action=list&catId=…`) or the label itself. Raises
    ListingError for a page that has no rows, asks for none, and does not say that there are none.
    """
    page = page_of(text)
    entries = entries_in([*page.select(LISTS), page], request.url, ARTICLE)
    stated = number(TOTAL, text)
    total = stated if stated is not None else total_stated(page, least=len(entries))
    if entries:
        return ListingPage(entries, _next(request.url, page, text, len(entries)), total)
    label = None if "/site/label/" in request.url else _label(request.url, page, text)
    if label is None and not says_empty(page) and total != 0:
        raise ListingError(f"{request.url}: no row, no label that has some, and no word that there are none", REMEDY)
    return ListingPage((), label, None if label else total)


def _next(url: str, page: Tag, text: str, count: int) -> Request | None:
    """The page after this one: by its number in the address up to the stated count, else by the pager's link."""
    pages, size = number(PAGES, text), whole(field(url, "pageSize"))
    if "/showList/" in url or (pages is None and size is None):
        return next_request(page, text, url)
    index = max(1, whole(field(url, "pageIndex")) or 1)
    is_last = index >= pages if pages is not None else count < (size or 0)
    return None if is_last else Request(with_field(url, "pageIndex", str(index + 1)))


def _label(url: str, page: Tag, text: str) -> Request | None:
    """The first page of the label that a column's script asks for: the one of the column's own category, if several."""
    stated = [urljoin(url, unescape(address)) for address in LABEL_ADDRESS.findall(text)]
    stated += [_label_address(url, page, fields) for fields in LABEL_FIELDS.findall(text)]
    own = [each for each in stated if field(each, "catId") == field(url, "catId")]
    return next((Request(with_field(each, "pageIndex", "1")) for each in [*own, *stated]), None)


def _label_address(url: str, page: Tag, fields: str) -> str:
    site, organ = page.select_one(SITE), ORGAN.search(url)
    known = {"siteId": str(site["content"]) if site else "", "organId": organ[1] if organ else ""}
    values: dict[str, str] = {}
    for name, value, is_bare in members(fields):
        is_variable = is_bare and not LITERAL.fullmatch(value)
        values[name] = (field(url, name) or known.get(name) or "") if is_variable else value
    return f"{urljoin(url, LABEL)}?{urlencode(values)}"


def recognise(url: str, _text: str) -> bool:
    """A column, a label or an article by its address: other families' pages do not have these."""
    path = urlsplit(url).path
    return bool(ARTICLE.search(path) or COLUMN.search(path))


PLATFORM = Platform(
    name="lonsun",
    read=read,
    recognise=recognise,
    body=(".j-fontContent", ".wzcon", "#zoom"),
)
