"""Where a report names its issuer: the title, the opening, the signature."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from extract.report.divisions import Gazetteer
from extract.report.issuer_words import issuer_words
from extract.report.organ_words import organ_words
from extract.report.organs import DEPARTMENT, GOVERNMENT, Organ, parse_organ

OPENING_CHARACTERS = 600
"""The opening: longest of those seen is 420 characters before its first heading, and the announcement may end it."""
SUBJECT_CHARACTERS = 240
"""The first sentences, whose subject is the issuer; later clauses speak of others."""
SIGNATURE_LINES = 8
"""Lines at the end that a signature, its date and remarks below it take up at most."""
LONGEST_SIGNATURE = 40

_SPACE = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """The text in NFKC without white space, as names are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def organ_in_title(title: str, gazetteer: Gazetteer) -> Organ | None:
    """The issuer that the title names, or None.

    A title that puts a report out (关于印发《…》的通知) names the report's issuer behind that word. A government's
    office that reports on a place (X县人民政府办公室关于X县…) speaks for the place's government. Where the
    title proper names nobody, a remark in brackets may.
    """
    words = issuer_words()
    bare = words.title_prefixes.sub("", squeeze(title))
    if subject := words.title_subject.search(bare):
        bare = bare[: subject.start()]
    for part in reversed(words.publish.split(bare)):
        organs = [organ for piece in _pieces(part) if (organ := parse_organ(piece, gazetteer))]
        if len(organs) > 1 and organs[0].body in organ_words().offices and organs[1].kind == GOVERNMENT:
            return organs[1]
        if organs:
            return organs[0]
    remarks = re.findall(r"[(【\[]([^)】\]]+)[)】\]]", squeeze(title))
    return next((organ for remark in remarks if (organ := parse_organ(remark, gazetteer))), None)


def _pieces(title: str) -> Iterator[str]:
    words = issuer_words()
    for chunk in words.year.split(words.year_range.sub("|", title)):
        for piece in words.title_breaks.split(chunk):
            bare = piece.strip("的、,和及-—()")
            yield bare + "道" if bare.endswith("街") else bare


def announced_organ(body: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ of the words that announce the report (现将县人民政府2022年…报告如下), or None."""
    announced = issuer_words().announced.search(squeeze(body[:OPENING_CHARACTERS]))
    return parse_organ(announced["whose"].strip("的"), gazetteer) if announced else None


def subject_organ(body: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ that is the subject of the first sentences (2023年,建德市…), or None."""
    words = issuer_words()
    for clause in re.split("[,。;:\n]", unicodedata.normalize("NFKC", body[:SUBJECT_CHARACTERS])):
        bare = words.before_subject.sub("", squeeze(clause))
        if not words.not_subject.search(bare) and (organ := _organ_at_start(bare, gazetteer)):
            return organ
    return None


def _organ_at_start(clause: str, gazetteer: Gazetteer) -> Organ | None:
    for end in issuer_words().after_subject.finditer(clause, 2):
        if organ := parse_organ(clause[: end.start()], gazetteer):
            return organ
    return None


def signature_organ(body: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ whose name is a whole line at the end of the body, or None."""
    for line in reversed(closing_lines(body)):
        organ = None if issuer_words().not_signature.search(line) else parse_organ(line, gazetteer)
        if organ and (organ.body or organ.kind != GOVERNMENT):
            return organ
    return None


def portal_organ(text: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ that a header field or a portal's name names (昌乐县人民政府门户网站), or None."""
    return parse_organ(issuer_words().portal_dress.sub("", squeeze(text)), gazetteer)


def voice(body: str) -> Organ | None:
    """What the opening calls itself (我局, 我镇, 我县): an organ of that kind and rank, without a name; or None."""
    words, opening = issuer_words(), squeeze(body[:OPENING_CHARACTERS])
    if words.department_voice.search(opening):
        return Organ(DEPARTMENT)
    if town := words.township_voice.search(opening):
        return Organ(GOVERNMENT, relative="街道" if town["rank"] == "街" else town["rank"])
    for pattern in (words.government_voice, words.whole_place):
        if spoken := Counter(match["rank"] for match in pattern.finditer(opening)):
            return Organ(GOVERNMENT, relative=spoken.most_common(1)[0][0])
    return None


def closing_lines(body: str) -> list[str]:
    """The short lines at the end of a body, squeezed: where a signature and its date stand."""
    lines = [squeeze(line) for line in body.splitlines()[-SIGNATURE_LINES:]]
    return [line for line in lines if 0 < len(line) <= LONGEST_SIGNATURE]
