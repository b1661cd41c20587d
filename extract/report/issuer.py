"""Whose report it is: the organ that makes it, its division, and its official name."""

from __future__ import annotations

from dataclasses import dataclass

from extract.issues import Finding
from extract.records import Division, Document
from extract.report.divisions import Gazetteer
from extract.report.evidence import Context, Evidence, choose
from extract.report.naming import (
    announced_organ,
    organ_in_title,
    portal_organ,
    sender_organ,
    signature_organ,
    subject_organ,
    superior_ranks,
    voice,
    whole_place,
)
from extract.report.official_names import name_as_written, official_name
from extract.report.organ_words import organ_words
from extract.report.organs import DEPARTMENT, GOVERNMENT, JOINT, PARTY, Organ
from extract.report.owner import owner, portal_owner

LEVEL_OF_ENDS = {"province": ("省", "自治区"), "prefecture": ("州", "盟"), "county": ("县", "旗")}
"""What a rank, or the end of an unknown place's name, tells of its level. 市 and 区 may be of several."""

RANKS_UPWARDS = "县区旗市州盟省"
"""The ranks of a department's place from the lowest: it answers to the nearest, and names those above it, too."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer as found; `name` is None where no text names it, `division` where none or several fit."""

    name: str | None
    kind: str | None
    level: str | None
    division: Division | None
    findings: tuple[Finding, ...] = ()


def issuer_of(
    document: Document, gazetteer: Gazetteer, evidence: Evidence, context: Context | None, year: int | None
) -> Issuer:
    """The issuer of the report on this page, in its official name where its division is certain."""
    organ = find_organ(document, gazetteer, context)
    if organ is None:
        return Issuer(
            None, None, None, None, (Finding("report.issuer_unknown", "no text of the page names an issuer"),)
        )
    if organ.body and not (organ.places or organ.relative) and organ_words().central.fullmatch(organ.body):
        return Issuer(organ.body, DEPARTMENT, None, None)
    candidates = _candidates(organ, gazetteer, evidence, year)
    if not (organ.places or organ.relative or organ.body):
        return _unnamed(organ, candidates)
    if len(candidates) == 1:
        return Issuer(official_name(organ, candidates[0], gazetteer), organ.kind, candidates[0].level, candidates[0])
    return _undecided(organ, candidates, gazetteer)


def find_organ(document: Document, gazetteer: Gazetteer, context: Context | None) -> Organ | None:
    """The organ that makes the report: of the title, as the page or the content has it, else of the opening, the
    signature, the header, the portal.

    What the opening calls itself (我局, 我县) decides the kind where the title names nobody: a justice bureau
    publishes its government's report, and its own.
    """
    for text in (document.title, document.heading or ""):
        if organ := organ_in_title(text, gazetteer):
            return organ
    speaking, showing = _named_by_text(document, gazetteer), _named_by_page(document, gazetteer, context)
    own, whole = voice(document.body_text), whole_place(document.body_text)
    if own is None and whole is not None and speaking and _is_part_of(_speaker(speaking[0]), whole):
        return _speaker(speaking[0])
    if (own := own or whole) is None:
        return next(iter(speaking), None) or next(map(_speaker, showing), None)
    fitting = [organ for organ in (*speaking, *showing) if _fits(organ, own)]
    return fitting[0] if fitting else own


def _named_by_text(document: Document, gazetteer: Gazetteer) -> list[Organ]:
    """The organs of which the text speaks as its own."""
    readers = (announced_organ, sender_organ, subject_organ)
    return [organ for read in readers if (organ := read(document.body_text, gazetteer))]


def _named_by_page(document: Document, gazetteer: Gazetteer, context: Context | None) -> list[Organ]:
    """The organs that sign the text or put it out."""
    header = document.header
    portal = [header.publisher, document.site_name, header.source, context.publisher if context else None]
    named = [signature_organ(document.body_text, gazetteer)]
    named += [portal_organ(text, gazetteer) for text in portal if text]
    return [organ for organ in named if organ]


def _speaker(organ: Organ) -> Organ:
    """The organ; a department that drafts for its government stands for it."""
    return organ.as_government() if organ.body in organ_words().speaks_for_government else organ


def _is_part_of(organ: Organ, whole: Organ) -> bool:
    """Whether an organ that speaks of a whole (全市) lies below it: a department of it, or a named place within."""
    if organ.kind == DEPARTMENT:
        return True
    below = organ_words().below.get(whole.relative, ())
    return bool(organ.places) and organ.places[-1].name.endswith(below)


def _fits(organ: Organ, own: Organ) -> bool:
    """Whether an organ may be who speaks in the opening: of its kind, and of its rank."""
    if own.kind == DEPARTMENT:
        return organ.kind == DEPARTMENT
    if organ.kind not in (GOVERNMENT, JOINT, PARTY) or organ.is_township != own.is_township:
        return False
    if organ.places:
        return organ.places[-1].name.endswith(own.relative) or not organ.places[-1].candidates
    return organ.relative == own.relative


def _candidates(organ: Organ, gazetteer: Gazetteer, evidence: Evidence, year: int | None) -> tuple[Division, ...]:
    if not organ.places:
        rank = organ.relative or _rank_of_house(organ, evidence, gazetteer)
        return choose(owner(rank, evidence, gazetteer), evidence, gazetteer, year)
    left = choose(organ.places[-1].candidates, evidence, gazetteer, year)
    if len(left) == 1 and len(organ.places) == 1 and _is_strange(left[0], evidence, gazetteer):
        return ()
    return left


def _rank_of_house(organ: Organ, evidence: Evidence, gazetteer: Gazetteer) -> str:
    """The rank of the place of a house that says 我局 alone: the lowest to which it answers; any on a named portal."""
    ranks = frozenset() if organ.body or portal_owner(evidence, gazetteer) else superior_ranks(evidence.opening)
    return next((rank for rank in RANKS_UPWARDS if rank in ranks), "")


def _is_strange(division: Division, evidence: Evidence, gazetteer: Gazetteer) -> bool:
    """Whether a township stands alone in the list by its name, but on the portal of another county.

    Towns are founded and renamed faster than the list: the one that bears the name need not be the one meant.
    """
    if division.level != "township":
        return False
    portals = portal_owner(evidence, gazetteer)
    return bool(portals) and not any(portal in gazetteer.lineage(division) for portal in portals)


def _unnamed(organ: Organ, candidates: tuple[Division, ...]) -> Issuer:
    """A house that only says 我局: its name is open, its place may not be."""
    division = candidates[0] if len(candidates) == 1 else None
    finding = Finding("report.issuer_unknown", "the page names its house only by its rank (我局, 本院)")
    return Issuer(None, organ.kind, division.level if division else None, division, (finding,))


def _undecided(organ: Organ, candidates: tuple[Division, ...], gazetteer: Gazetteer) -> Issuer:
    """An issuer whose division is open, with a finding that lists what it may be.

    A place that the list lacks is named as written; a name of several is no issuer's name in full.
    """
    level = _level(organ, candidates)
    if not organ.places:
        message = f"the page says {organ.relative or '本'}{organ.body} and names no single place for it"
        code = "report.division_ambiguous" if candidates else "report.issuer_unknown"
        return Issuer(None, organ.kind, level, None, (Finding(code, message + _listed(candidates, gazetteer)),))
    place = "".join(place.name for place in organ.places)
    message = f"{place} is no division of the list" if not candidates else f"{place} can be several divisions"
    code = "report.division_ambiguous" if candidates else "report.division_unknown"
    finding = Finding(code, message + _listed(candidates, gazetteer), place)
    return Issuer(None if candidates else name_as_written(organ), organ.kind, level, None, (finding,))


def _listed(candidates: tuple[Division, ...], gazetteer: Gazetteer) -> str:
    names = [f"{division.code} {gazetteer.official_name(division)}" for division in candidates]
    return f": {', '.join(names)}" if names else ""


def _level(organ: Organ, candidates: tuple[Division, ...]) -> str | None:
    levels = {division.level for division in candidates}
    if levels:
        return levels.pop() if len(levels) == 1 else None
    if organ.is_township:
        return "township"
    if organ.relative == "区" and organ.body:
        return "county"
    written = organ.places[-1].name if organ.places else organ.relative
    if named := next((level for level, ends in LEVEL_OF_ENDS.items() if written.endswith(ends)), None):
        return named
    if written.endswith("区") and not written.endswith(organ_words().zone_ends):
        above = {division.level for place in organ.places[:-1] for division in place.candidates}
        return "county" if "prefecture" in above else None
    return None
