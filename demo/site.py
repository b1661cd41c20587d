"""The three sites behind one address: which path has which answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from demo import gkmlpt, hanweb, trs
from demo.answer import HTML, Answer, office_time
from demo.furniture import render

OPENED = office_time(date(2019, 1, 2), 0)
ROBOTS = b"User-agent: *\nAllow: /\nDisallow: /admin/\nDisallow: /jsearch/\n"


class Site:
    """Every answer of the demo portals; `base_url` stands in the addresses that a JSON listing gives in full."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._pages = {**hanweb.pages(), **trs.pages(), **gkmlpt.pages()}
        self._pages["/robots.txt"] = Answer(ROBOTS, "text/plain; charset=utf-8", OPENED)
        self._pages["/"] = Answer(render("home.html").encode(), HTML, OPENED)
        self._missing = Answer(render("missing.html").encode(), HTML, OPENED, status=404)

    def paths(self) -> tuple[str, ...]:
        """The paths of all fixed pages."""
        return tuple(self._pages)

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """The answer to a path and its query or form; the 404 page for what is not there."""
        if path == hanweb.PROXY:
            return hanweb.proxy(query)
        if path == gkmlpt.API:
            return gkmlpt.api(self._base_url, int(query.get("page", "1")), query.get("sid", ""))
        return self._pages.get(path, self._missing)
