"""Beijing's districts (首信 EasySite): a folder an article, named by its number alone; the pager keeps its addresses
in an attribute of its own."""

from __future__ import annotations

import re

from extract.html import Tag
from extract.platforms.rows import page_address
from extract.platforms.stated import whole
from extract.platforms.static import Static

PAGE = re.compile(r"-(\d+)\.html$|[?&]currentPage=(\d+)")


def _asked(page: Tag, url: str) -> str | None:
    """The next page as the pager's script asks for it, from the numbers that the page keeps in hidden fields."""
    pager = page.select_one("input[name=article_paging_list_hidden][moduleid]")
    shown = page.select_one("#eprotalCurrentPageId[value]")
    if pager is None or shown is None:
        return None
    match = PAGE.search(url)
    here = int(match[1] or match[2]) if match else 1
    query = f"pageId={shown['value']}&currentPage={here + 1}&moduleId={pager['moduleid']}&staticRequest=yes"
    is_last = here >= (whole(str(pager.get("totalpage") or "")) or 0)
    return None if is_last else page_address(url, f"/eportal/ui?{query}")


SHAPE = Static(
    article=re.compile(r"/(?:\d{6,9}/index\.html|20\d{17}/(?:index\.html)?)$"),
    marks=(
        "eprotalCurrentPageId",
        "article_paging_list_hidden",
        *(f"{before}easysite-" for before in ('"', "'", " ")),
        "/eportal/ui",
    ),
    further=_asked,
)
"""Older articles have a running number, newer ones the moment of their making, to the microsecond and more. The
misspelling among the marks is the system's."""

PLATFORM = SHAPE.platform("beijing", ("#easysiteText", ".easysite-news-text"))
