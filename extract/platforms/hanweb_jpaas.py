"""Hanweb jpaas: a column's page names building units, which a gateway fills with JSON that holds HTML."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote, urldefrag, urlencode, urljoin, urlsplit

from extract.errors import ListingError
from extract.html import Tag, soup
from extract.platforms.answers import json_object, page_of
from extract.platforms.base import Entry, ListingPage, Platform, Request
from extract.platforms.fields import members, with_field
from extract.platforms.hanweb import ARTICLE as CLASSIC_ARTICLE
from extract.platforms.hanweb import BODY_MARKS, JPAAS
from extract.platforms.linked_rows import entries_in
from extract.platforms.stated import number, total_stated

GATEWAY = "/api-gateway/jpaas-publish-server/front/page/build/unit"
ARTICLE = re.compile(r"/art/\d{4}/(?:\d{1,2}/\d{1,2}/)?art_[0-9a-zA-Z_]+\.html?$")
OWN_ARTICLE = re.compile(r"/art/\d{4}/art_[0-9a-zA-Z_]+\.html?$")
"""What a column may list, classic articles of years before among it; and the addresses that this system makes."""

LISTS = re.compile(r"list|列表|内容|^zw$", re.IGNORECASE)
"""What editors call the unit that holds a column's list, beside 导航, 页脚, 位置 and the like."""

COUNT = re.compile(r"""(?<![\w-])count["']?\s*[:=]\s*["']?(\d+)""", re.IGNORECASE)
ROWS = re.compile(r"""(?<![\w-])rows["']?\s*[:=]\s*["']?(\d+)""", re.IGNORECASE)
PAGE_NO = re.compile(r"pageNo\W{1,3}(\d+)")
CONTROL = re.compile(r"""\bdata-page\s*=\s*["']?(\d+)""", re.IGNORECASE)
"""How a pager states the entries in all and on a page, an address its page, and a pager the pages that it leads to."""

REMEDY = "The column has changed or the gateway refuses: open it in a browser and watch what its page asks for."


def read(request: Request, text: str) -> ListingPage:
    """The rows of a unit's JSON, or of a column's page that holds its first rows; else that page leads to the unit.

    A fragment of the column's address (`…/index.html#信息列表`) names the unit that holds the list. Raises ListingError
    where the JSON is not the gateway's, or where a column has no unit, or several, for a list.
    """
    if urlsplit(request.url).path.endswith("/build/unit"):
        filling = soup(_unit_html(request.url, text))
        return _listed(request, entries_in([filling], request.url, ARTICLE), filling, request.url)
    page = page_of(text)
    if len(pagers := page.select("[queryData][count]")) == 1:
        _, unit = _named(request.url, pagers[0])
        return _listed(request, entries_in(pagers[0].parents, request.url, ARTICLE), pagers[0], unit)
    return ListingPage((), Request(_unit(request.url, page), referer=urldefrag(request.url).url))


def _unit_html(url: str, text: str) -> str:
    data = json_object(url, text, REMEDY).get("data")
    html = data.get("html") if isinstance(data, dict) else None
    if not isinstance(html, str):
        raise ListingError(f"{url}: the JSON has no data.html", REMEDY)
    return html


def _listed(request: Request, entries: tuple[Entry, ...], counts: Tag, unit: str) -> ListingPage:
    """One page, and the next as the site's own script asks the unit for it. `counts` is what states the counts."""
    pager = str(counts)
    total = next((count for count in (number(COUNT, pager), total_stated(counts)) if count is not None), None)
    current = number(PAGE_NO, unquote(request.url)) or 1
    size = number(ROWS, pager) or len(entries)
    controls = {int(page) for page in CONTROL.findall(pager)}
    is_last = current * size >= total if total is not None else bool(controls) and current + 1 not in controls
    if not entries or is_last:
        return ListingPage(entries, None, total)
    turn = json.dumps({"pageNo": current + 1, "pageSize": size}, separators=(",", ":"))
    column = request.referer or urldefrag(request.url).url
    return ListingPage(entries, Request(with_field(unit, "paramJson", turn), referer=column), total)


def _unit(url: str, page: Tag) -> str:
    """The address of the unit that holds the column's list: the one that the fragment names, or the only likely one."""
    units = dict.fromkeys(_named(url, node) for node in page.select("[queryData]"))
    wanted = unquote(urlsplit(url).fragment)
    likely = [unit for unit in units if (unit[0] == wanted if wanted else LISTS.search(unit[0]))]
    found = likely or ([] if wanted else list(units))
    if len(found) != 1:
        names = ", ".join(name for name, _ in units) or "none"
        raise ListingError(
            f"{url}: {len(found)} building units for the list, 1 expected; the page has {names}",
            "Name the unit behind the column's address in the source (#信息列表), or save the page as a fixture.",
        )
    return found[0][1]


def _named(url: str, node: Tag) -> tuple[str, str]:
    """A unit's name (tagId) and the address that fills it."""
    fields = {name: value for name, value, _ in members(str(node["querydata"]))}
    gateway = str(node.get("url") or node.get("uniturl") or GATEWAY)
    return fields.get("tagId", ""), f"{urljoin(urldefrag(url).url, gateway)}?{urlencode(fields)}"


def recognise(url: str, text: str) -> bool:
    """An article of this family by its address, or a page that names the gateway; classic articles stay hanweb's."""
    is_marked = (JPAAS in url or JPAAS in text) and not CLASSIC_ARTICLE.search(url)
    return is_marked or bool(OWN_ARTICLE.search(urlsplit(url).path))


PLATFORM = Platform(
    name="hanweb_jpaas",
    read=read,
    recognise=recognise,
    body=("#con_con", "#zoom"),
    marks=BODY_MARKS,
)
