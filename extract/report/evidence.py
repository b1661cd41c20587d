"""Which of several divisions of one name is meant: what a report and its page say around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extract.records import Division, Document
from extract.report.divisions import Gazetteer
from extract.report.hosts import portal_division
from extract.report.naming import OPENING_CHARACTERS, closing_lines, speech_of, squeeze, superior_ranks
from extract.report.place_names import is_common_word, short_names

COUNTY_RANKS = frozenset("县区旗")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a page's portal: whose it is. It decides only where the page itself leaves a doubt."""

    publisher: str | None
    division_code: str | None


class Evidence:
    """Texts around a report that may name its place, without white space, each made when it is first asked for; an
    empty one says nothing."""

    def __init__(self, document: Document, gazetteer: Gazetteer, context: Context | None) -> None:
        self._document, self._gazetteer, self._context = document, gazetteer, context
        self.title = squeeze(document.title)
        self.heading = squeeze(document.heading or "")
        self.publisher = squeeze(document.header.publisher or "")
        self.site_name = squeeze(document.site_name or "")
        self.source = squeeze(document.header.source or "")

    @cached_property
    def signature(self) -> str:
        """The lines at the end."""
        return "\n".join(closing_lines(self._document.body_text))

    @cached_property
    def opening(self) -> str:
        """The first characters of the body."""
        return squeeze(self._document.body_text[:OPENING_CHARACTERS])

    @cached_property
    def speech(self) -> str:
        """The opening without the lines that address its readers."""
        return speech_of(self._document.body_text)

    @cached_property
    def body(self) -> str:
        """The whole body."""
        return squeeze(self._document.body_text)

    @cached_property
    def context(self) -> str:
        """What is known of the portal."""
        return _context_text(self._gazetteer, self._context)

    @cached_property
    def host(self) -> tuple[Division, ...]:
        """The division whose name the portal's address bears, with those above it."""
        division = portal_division(self._document.url, self._gazetteer)
        return self._gazetteer.lineage(division) if division else ()

    @property
    def own_words(self) -> Iterator[str]:
        """The report's own texts in the order in which they decide between divisions of one name."""
        yield from (self.title, self.heading)
        yield self.signature
        yield self.opening

    @property
    def around(self) -> Iterator[str]:
        """The texts of the page in the order in which they decide next; the whole body comes last."""
        yield from (self.publisher, self.site_name, self.source)
        yield self.context
        yield "".join(above.name for above in self.host)

    @property
    def for_owner(self) -> Iterator[str]:
        """The texts in the order in which they tell whose 县 or 市 is meant. An opening names others' cities, too."""
        yield from (self.title, self.heading, self.signature, self.publisher, self.site_name)
        yield self.speech
        yield from (self.source, self.context)

    @property
    def portal(self) -> tuple[str, ...]:
        """The texts that tell whose portal it is."""
        return self.publisher, self.site_name, self.context


def _context_text(gazetteer: Gazetteer, context: Context | None) -> str:
    if context is None:
        return ""
    division = gazetteer.division(context.division_code or "")
    lineage = reversed(gazetteer.lineage(division)) if division else ()
    return squeeze("".join(above.name for above in lineage) + (context.publisher or ""))


def choose(
    candidates: tuple[Division, ...], evidence: Evidence, gazetteer: Gazetteer, year: int | None
) -> tuple[Division, ...]:
    """Those of the candidates that the evidence leaves; one where it decides.

    A division that the report year did not know gives way to one that it did. Each text keeps the candidates whose
    nearest superior it names; a text that names none of theirs keeps all. Between the report's own texts and those
    around it the rank decides to which it answers (县委).
    """
    left = _valid_in(candidates, year)
    if len(left) < 2:
        return left
    for text in evidence.own_words:
        left = _nearest(left, text, gazetteer, stems=True)
    left = _answering(left, superior_ranks(evidence.opening), gazetteer)
    for text in evidence.around:
        left = _nearest(left, text, gazetteer, stems=True)
    return _nearest(left, evidence.body, gazetteer, stems=False)


def _nearest(left: tuple[Division, ...], text: str, gazetteer: Gazetteer, *, stems: bool) -> tuple[Division, ...]:
    if len(left) < 2:
        return left
    nearness = [_nearness(division, text, gazetteer, stems=stems) for division in left]
    return tuple(division for division, near in zip(left, nearness, strict=True) if near == max(nearness))


def _answering(left: tuple[Division, ...], ranks: frozenset[str], gazetteer: Gazetteer) -> tuple[Division, ...]:
    """Those of the candidates right above which a place stands of a rank to which the report answers, if any do.

    A town answers to its county before the city above that; a city's own organs have its own rank.
    """
    if len(left) < 2:
        return left
    lower = ranks & COUNTY_RANKS if any(division.level == "township" for division in left) else frozenset()
    fitting = tuple(division for division in left if _superior_rank(division, gazetteer) in (lower or ranks))
    return fitting or left


def _superior_rank(division: Division, gazetteer: Gazetteer) -> str:
    """What the name of the place above ends in, as its organs are called: 县, 市, 地 of a 地区; empty without one."""
    above = gazetteer.division(division.parent_code or "")
    return re.sub("(?<=地)区$", "", above.name)[-1] if above else ""


def _valid_in(candidates: tuple[Division, ...], year: int | None) -> tuple[Division, ...]:
    end = date(year, 12, 31) if year else None
    valid = tuple(
        division
        for division in candidates
        if (end is None or division.valid_from is None or division.valid_from <= end)
        and (division.valid_to is None or (end is not None and division.valid_to > end))
    )
    return valid or candidates


def _nearness(division: Division, text: str, gazetteer: Gazetteer, *, stems: bool) -> int:
    """How near above the division stands the nearest superior that the text names: 0 for none, else more for nearer.

    With `stems`, a city counts by its name without 市, too, for a little less than in full.
    """
    superiors = gazetteer.lineage(division)[1:]
    for distance, above in enumerate(superiors):
        if is_common_word(above.name):
            continue
        if any(name in text for name in (above.name, *short_names(above))):
            return 2 * (len(superiors) - distance)
        if stems and above.level == "prefecture" and above.name.removesuffix("市") in text:
            return 2 * (len(superiors) - distance) - 1
    return 0
