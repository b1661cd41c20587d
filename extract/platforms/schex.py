"""Sichuan's portals: <32 hex>.shtml (a number on older pages) below year, month and day; listings <column>.shtml …"""

from __future__ import annotations

import re

from extract.platforms.static import Static

SHAPE = Static(re.compile(r"/(?:19|20)\d\d/\d{1,2}/\d{1,2}/(?:[0-9a-f]{32}|\d{5,})\.shtml$"), sign=".shtml")

PLATFORM = SHAPE.platform("schex", ("ucapcontent", "div.info_cont", "div.artleft"))
