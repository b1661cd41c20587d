"""TRS WCM (拓尔思): static listing pages index.html, index_1.html … that a script counts from 0."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from extract.platforms.page_script import script_in
from extract.platforms.static import LISTING, Static, own_paths

SHAPE = Static(re.compile(r"(?:^|/)t\d{8}_\d+\.s?html?$"), sign="t20", second=1)
ARTICLE_LIKE = re.compile(r"(?:\d{5}|[0-9a-f]{32})\.s?html?$")
BODY = (".TRS_Editor", ".trs_editor_view", ".TRS_UEDITOR", "#UCAP-CONTENT", "#zoom", "#Zoom")


def recognise(url: str, text: str) -> bool:
    """A page of this family by its addresses, or a listing without any article whose script counts from 0."""
    if SHAPE.recognise(url, text):
        return True
    script = script_in(text) if LISTING.search(urlsplit(url).path or "/") else None
    return bool(script and not script.current) and not any(map(ARTICLE_LIKE.search, own_paths(url, text)))


PLATFORM = replace(SHAPE.platform("trs", BODY), recognise=recognise)
