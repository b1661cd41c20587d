"""createPageHTML, the script that writes the pagers of TRS and of systems that took it over: what its call says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

NAME = "createPageHTML("
CALL = re.compile(
    re.escape(NAME) + r"""\s*(?P<box>["'][\w-]*["']\s*,\s*)?(?P<count>\d+)\s*,\s*(?P<current>\d+)\s*,"""
    r"""\s*["'](?P<name>[^"']+)["']\s*,\s*["'](?P<ending>\w+)["']\s*(?:,\s*(?P<total>\d+))?"""
)
"""With the name of a box before the numbers it counts pages from 1, and ends in the number of entries."""


@dataclass(frozen=True, slots=True)
class Script:
    """What a page's script says of its listing: pages, the number of this one, their name and ending, entries."""

    count: int
    current: int
    name: str
    ending: str
    has_box: bool
    total: int | None

    def following(self, url: str, second: int | None = None) -> str | None:
        """The address of the page after `url`, or None after the last.

        `second` is the number in the second page's address. Where it is not known, it is 2 if the call names a box or
        gives the first page the number 1, else 1.
        """
        here = re.search(rf"/{re.escape(self.name)}_(\d+)\.{re.escape(self.ending)}$", urlsplit(url).path)
        if second is None:
            second = 2 if self.has_box or (self.current > 0 and not here) else 1
        number = int(here[1]) + 1 if here else second
        return urljoin(url, f"{self.name}_{number}.{self.ending}") if number < self.count + second - 1 else None


def script_in(text: str) -> Script | None:
    """The pager's script of a listing page, or None."""
    match = CALL.search(text) if NAME in text else None
    if match is None:
        return None
    total = int(match["total"]) if match["box"] and match["total"] else None
    counts = int(match["count"]), int(match["current"])
    return Script(*counts, match["name"], match["ending"], bool(match["box"]), total)
