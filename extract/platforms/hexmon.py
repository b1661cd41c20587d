"""Pooled portals (集约化, 开普): <32 hex>.shtml below a month, listing pages list.shtml, list_2.shtml …"""

from __future__ import annotations

import re

from extract.platforms.static import Static

SHAPE = Static(re.compile(r"/(?:19|20)\d{4}/[0-9a-f]{32}\.shtml$"), sign=".shtml")

PLATFORM = SHAPE.platform("hexmon", ("ucapcontent", "#zoomcon", "#zoom", "div.article-content"))
