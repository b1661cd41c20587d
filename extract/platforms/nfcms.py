"""Guangdong's portals (南方 NFCMS): post_<id>.html below a column's content/, listings index.html, index_2.html …"""

from __future__ import annotations

import re

from extract.platforms.static import Static

SHAPE = Static(
    article=re.compile(r"/content/(?:\d+/\d+/)?m?post_\d+\.html$"),
    own=re.compile(r"^(?!.*/gkmlpt/).*/content/m?post_\d+\.html$"),
    sign="post_",
)
"""Columns of a portal also list articles of its disclosure catalogue (gkmlpt), which are that family's."""

PLATFORM = SHAPE.platform("nfcms", ("div.news_cont_d_wrap", "div.article-content", "div.tyxxy_main"))
