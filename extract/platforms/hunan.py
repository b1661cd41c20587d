"""Hunan's portals: content_<id>.html below a path of node numbers, listing pages index.html, index_2.html …"""

from __future__ import annotations

import re

from extract.platforms.static import Static

SHAPE = Static(
    article=re.compile(r"/content_\d+\.html?$"),
    own=re.compile(r"/(?!(?:19|20)\d{4}/)\d{3,7}/content_\d+\.html?$"),
    sign="content_",
)
"""Elsewhere content_<id> stands below a month or a day (`/202408/content_1.htm`)."""

PLATFORM = SHAPE.platform("hunan", ("div.show-content", "div.newsCont", "div.content"))
