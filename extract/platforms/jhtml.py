"""JEECMS (Hubei and many others): `<column>/<id>.jhtml`, listings index.jhtml, index_2.jhtml … or <column>_2.jhtml."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from extract.html import Tag
from extract.platforms.stated import said
from extract.platforms.static import Static

NAME = re.compile(r"/([^/]+?)(?:_\d+)?\.jhtml$")
COUNTED = re.compile(r"(\d+)/(\d+)页")


def _counted(page: Tag, url: str) -> str | None:
    """The next page by the pager's words (`1/4页`) where its links are a script's."""
    count, name = COUNTED.search(said(page)), NAME.search(urlsplit(url).path)
    if count is None or int(count[1]) >= int(count[2]):
        return None
    return urljoin(url, f"{name[1] if name else 'index'}_{int(count[1]) + 1}.jhtml")


SHAPE = Static(
    article=re.compile(r"/\d+\.jhtml$"),
    own=re.compile(r"^(?!/igs/).*\.jhtml$"),
    marks=('"r/cms/', "'r/cms/", "/r/cms/"),
    further=_counted,
)
"""Below /igs/ another system uses the same ending. The marks are where the system keeps its templates' files."""

PLATFORM = SHAPE.platform("jhtml", (".content",))
