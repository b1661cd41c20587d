"""Boda VSB (博达): static listing pages whose numbers count down to 1, rows with numbered ids, a pager below them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from extract.html import Tag
from extract.platforms.static import Static

PAGER = '[class*="pb_sys"]'
PAGER_PART = '.p_pages, [id^="fanye"], a.Next'
"""A pager as a whole, and what of it older pages have: a part, beside which the others stand."""

POSITION = re.compile(r"(\d+)\s*/\s*(\d+)")
NUMBERED = re.compile(r"/\d+\.html?$")
ENDING = re.compile(r"\.html?$")


def _pager(page: Tag) -> Tag | None:
    whole, part = page.select_one(PAGER), page.select_one(PAGER_PART)
    return whole or (part.parent if part else None)


def _beside_pager(page: Tag) -> Iterable[Tag]:
    """The elements around the page's pager, the next first; the page where it has none."""
    pager = _pager(page)
    return pager.parents if pager else (page,)


def _counted_down(page: Tag, url: str) -> str | None:
    """The page after this one by the pager's `1/11`: tzgg.htm is followed by tzgg/10.htm, and so down to tzgg/1.htm."""
    pager = _pager(page)
    position = POSITION.search(pager.get_text(" ")) if pager else None
    here, count = (int(position[1]), int(position[2])) if position else (1, 1)
    if here >= count:
        return None
    stem = (NUMBERED if here > 1 else ENDING).sub("", urlsplit(url).path)
    return urljoin(url, f"{stem}/{count - here}.htm")


SHAPE = Static(
    article=re.compile(r"/info/\d+/\d+\.html?$"),
    marks=(
        "_newscontent_fromname",
        *(f"id={quote}vsb_content" for quote in ('"', "'", "")),
        "/system/resource/js/",
        "/system/resource/css/",
    ),
    blocks=_beside_pager,
    further=_counted_down,
)
"""The marks are what the system's own components leave in a page."""

PLATFORM = SHAPE.platform("boda", (".v_news_content", '[id^="vsb_content"]'))
