"""Whose portal it is, as its pages and its address tell: a guess for a person to review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.html import parse
from extract.page.shown import stated
from extract.records import Division
from extract.report.divisions import Gazetteer
from extract.report.hosts import portal_division
from extract.report.naming import portal_organ
from extract.report.official_names import official_name
from extract.report.organs import Organ

SITE_CODE = re.compile(r"""<meta[^>]*\bSiteIDCode\b[^>]*content\s*=\s*["'](\d{6})\d{4}["']""", re.IGNORECASE)
"""The code that the state gives each of its portals: a division's and four digits."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A portal's publisher in its official name, and its division; None for what nothing tells. `by` says how."""

    publisher: str | None
    division: Division | None
    publisher_by: str
    division_by: str


def owner_of(pages: Iterable[tuple[str, str]], gazetteer: Gazetteer) -> Owner:
    """The owner by what the pages (addresses and texts of one portal) say of themselves, by site code and host.

    Where several divisions bear the name that a page states, the site code decides between them, then the host.
    """
    pages = list(pages)
    hints = list(_hints(pages, gazetteer))
    for name, organ in _organs(pages, gazetteer):
        candidates = organ.places[-1].candidates
        hinted = [hint for hint, _ in hints if hint in candidates]
        if len(candidates) == 1 or hinted:
            division = next(iter(hinted), candidates[0])
            by = f'read off the portal\'s name "{name}"'
            return Owner(official_name(organ, division, gazetteer), division, by, by)
    unnamed = "no page bears the name of an organ"
    if hints:
        return Owner(None, hints[0][0], unnamed, hints[0][1])
    return Owner(None, None, unnamed, "neither its pages nor its address tell")


def _organs(pages: Iterable[tuple[str, str]], gazetteer: Gazetteer) -> Iterator[tuple[str, Organ]]:
    """The organs of known places that the pages' heads name, with the words that do."""
    for _, text in pages:
        said = stated(parse(text))
        for name in (said.site_name, *said.meta.get("publisher", []), said.short):
            organ = portal_organ(name, gazetteer) if name else None
            if name and organ and organ.places and organ.places[-1].candidates:
                yield name, organ


def _hints(pages: Iterable[tuple[str, str]], gazetteer: Gazetteer) -> Iterator[tuple[Division, str]]:
    for url, text in pages:
        code = SITE_CODE.search(text)
        if code and (division := gazetteer.division(code[1])):
            yield division, f"read off the site's code ({code[1]})"
        if division := portal_division(url, gazetteer):
            yield division, "read off the host's name"
