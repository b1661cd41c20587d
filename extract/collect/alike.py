"""Whether a page of somebody else's crawl announces a yearly report: told by its address and titles, before it is read.

Of a crawl of government sites one page in many thousands is a report. Reading takes 12 ms a page, this a hundredth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from extract.decode import decode
from extract.errors import UndecodableError
from extract.titles import REPORT, kind_of_title

HEAD_CHARACTERS = 200_000
"""Where a title is looked for. Pages of a government site begin their content within 60,000 characters of furniture."""

_TITLED = re.compile(
    r"<title[^>]*>(?P<title>.*?)</title>"
    r"|<h[1-3]\b[^>]*>(?P<heading>.*?)</h[1-3]>"
    r"|<meta\b(?=[^>]*(?:name|property)\s*=\s*[\"']?[\w:]*title\b)[^>]*?content\s*=\s*[\"'](?P<meta>[^\"']*)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_COLUMN = re.compile(r"/(?:(?:index|list|default|col)[^/]*)?$", re.IGNORECASE)
"""How the addresses of columns end. A column can bear the reports' name, too, but no year."""
_YEAR = re.compile(r"20\d\d|二[〇○零0O][一二三四五六七八九〇○零]")


def announces_report(url: str, content_type: str, body: bytes) -> bool:
    """Whether the page's title, one of its headings or its metadata is the title of a report.

    A page whose bytes are no text announces nothing.
    """
    try:
        text = decode(body, content_type).text[:HEAD_CHARACTERS]
    except UndecodableError:
        return False
    is_column = _COLUMN.search(urlsplit(url).path)
    return any(
        kind_of_title(title).kind == REPORT and not (is_column and not _YEAR.search(title)) for title in _titles(text)
    )


def _titles(text: str) -> Iterator[str]:
    for found in _TITLED.finditer(text):
        title = " ".join(unescape(_TAG.sub("", found[found.lastgroup or 0])).split())
        if title:
            yield title
