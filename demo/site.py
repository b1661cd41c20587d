"""A portal, or the three of the demo behind one address: which path has which answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from demo.answer import HTML, Answer, office_time
from demo.attached import attachment, attachment_path
from demo.content import PORTALS, Article, articles, of_portal
from demo.families import FAMILIES
from demo.families.base import Family, Served
from demo.furniture import render

OPENED = office_time(date(2019, 1, 2), 0)
ROBOTS = b"User-agent: *\nAllow: /\nDisallow: /admin/\nDisallow: /jsearch/\n"
PORTAL_OF_ALL = "trs"
"""Whose furniture a site shows that serves the articles of all three portals: the province's."""


def served(base_url: str, family: str | None = None, shown: Sequence[Article] | None = None) -> dict[str, Served]:
    """Family name to what a site of it serves: each portal's articles in its own, or all, or those `shown`, in one."""
    if family:
        return {family: Served(PORTAL_OF_ALL, tuple(shown) if shown else articles(), base_url)}
    return {portal: Served(portal, of_portal(portal), base_url) for portal in PORTALS}


class Site:
    """Every answer of the demo portals; with `family`, of one portal of that family that has all their articles, or
    those `shown`."""

    def __init__(self, base_url: str, family: str | None = None, shown: Sequence[Article] | None = None) -> None:
        self._served = {name: (FAMILIES[name], site) for name, site in served(base_url, family, shown).items()}
        self._pages = {
            path: page for known, site in self._served.values() for path, page in _pages(known, site).items()
        }
        self._pages["/robots.txt"] = Answer(ROBOTS, "text/plain; charset=utf-8", OPENED)
        self._pages["/"] = Answer(render("home.html").encode(), HTML, OPENED)
        self._missing = Answer(render("missing.html").encode(), HTML, OPENED, status=404)

    def paths(self) -> tuple[str, ...]:
        """The paths of all fixed pages."""
        return tuple(self._pages)

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """The answer to a path and its query or form; the 404 page for what is not there."""
        if path in self._pages:
            return self._pages[path]
        made = (family.answer(site, path, query) for family, site in self._served.values())
        return next((answer for answer in made if answer), self._missing)


def _pages(family: Family, site: Served) -> dict[str, Answer]:
    """A family's fixed pages and the documents that its articles attach."""
    attached = [article for article in site.articles if article.form == "docx"]
    files = {attachment_path(article, family.path_of(article)): attachment(article) for article in attached}
    return {**family.pages(site), **files}
