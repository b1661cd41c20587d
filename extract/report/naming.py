"""Where a report names its issuer: the title, the opening, the signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.folding import nfkc
from extract.report.divisions import Gazetteer
from extract.report.issuer_words import issuer_words
from extract.report.organ_words import organ_words
from extract.report.organs import DEPARTMENT, GOVERNMENT, JOINT, LONGEST_STEM, PARTY, Organ, parse_organ

OPENING_CHARACTERS = 600
"""The opening: longest of those seen is 420 characters before its first heading, and the announcement may end it."""
SUBJECT_CHARACTERS = 240
"""The first sentences, whose subject is the issuer; later clauses speak of others."""
SIGNATURE_LINES = 8
"""Lines at the end that a signature, its date and remarks below it take up at most."""
LONGEST_SIGNATURE = 40

HEADED_CHARACTERS = 3000
"""How far a body is read for its opening and its first headings."""
LONGEST_OPENING = 1500
LONGEST_HEADING = 40
FIRST_HEADINGS = 4
"""Headings that tell what a document is about: 一、 and the first below it, and perhaps two that are not marked."""
LONGEST_SALUTATION = 60
SENDER_LINES = 5
"""Lines above the first sentence in which a speaker is named: the session may take up two."""

JOINING = ("和", "及")
"""What joins the parts of a title, one character each."""

_SPACE = re.compile(r"\s+")
_REMARK = re.compile(r"[(][^()]*[)]")
_FIRST_MARK = re.compile(r"(?:^|(?<=[。:;\n]))(?:一、|[(]一[)]|第一部分)")
_MARKED = re.compile(r"(?:^|(?<=[。:;\n]))(?:[一二三四]、|[(][一二三四][)])([^。\n]{2,60})")
_SENTENCE_MARK = re.compile("[。!?;:]$")


def squeeze(text: str) -> str:
    """The text in NFKC without white space, as names are compared."""
    return _SPACE.sub("", nfkc(text))


def squeeze_lines(body: str) -> str:
    """The lines at the head of a body, squeezed each, without those that address the reader."""
    return "\n".join(_lines(body))


def _lines(body: str) -> list[str]:
    """The lines at the head of a body, squeezed, without those that address the reader."""
    lines = map(squeeze, body[:HEADED_CHARACTERS].splitlines())
    return [line for line in lines if line and not _is_salutation(line)]


def _is_salutation(line: str) -> bool:
    return len(line) <= LONGEST_SALUTATION and issuer_words().salutation.search(line) is not None


def speech_of(body: str) -> str:
    """The first characters of a body, squeezed, without the lines that address its readers: those may be superiors."""
    return "".join(_lines(body))[:OPENING_CHARACTERS]


def opening_of(body: str) -> str:
    """What stands before the first heading, squeezed line by line, without salutations; else the first lines."""
    text = squeeze_lines(body)
    mark = _FIRST_MARK.search(text)
    return text[: min(mark.start(), LONGEST_OPENING)] if mark else text[:OPENING_CHARACTERS]


def first_headings(body: str) -> list[str]:
    """The words of the first headings: those that are marked, else short lines that end no sentence."""
    text = squeeze_lines(body)
    marked = [match[1] for match in _MARKED.finditer(text)]
    short = (line for line in text.split("\n") if len(line) <= LONGEST_HEADING and not _SENTENCE_MARK.search(line))
    return (marked or list(short))[:FIRST_HEADINGS]


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
        organs = [organ for piece in _pieces(part) if (organ := _organ_of(piece, gazetteer))]
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
            for text in dict.fromkeys((piece, _REMARK.sub("", piece))):
                bare = text.strip("的、,-—()").rstrip("和及")
                yield bare + "道" if bare.endswith("街") else bare


def _organ_of(piece: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ that a piece of a title names. Its 和 may join it to what stood before, or begin its name (和县)."""
    whole = parse_organ(piece, gazetteer)
    if not piece.startswith(JOINING) or (whole and _is_known(whole)):
        return whole
    return parse_organ(piece[1:], gazetteer)


def announced_organ(body: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ of the words that announce the report (现将县人民政府2022年…报告如下, 受县人民政府委托), or None."""
    words, opening = issuer_words(), squeeze(body[:OPENING_CHARACTERS])
    announced = words.commissioned.search(opening) or words.announced.search(opening)
    organ = parse_organ(announced["whose"].strip("的"), gazetteer) if announced else None
    return _as_reporter(organ) if organ and (_is_known(organ) or _is_zone(organ)) else None


def subject_organ(body: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ that is the subject of the first sentences (2023年,建德市…), or None.

    A place that the gazetteer lacks is none here, for any clause could name it, but a zone that bears its city's name.
    """
    words = issuer_words()
    opening = squeeze_lines(body)[:SUBJECT_CHARACTERS]
    for clause in re.split("[,。;:\n]", opening):
        bare = words.before_subject.sub("", clause)
        organ = None if words.not_subject.search(bare) else _organ_at_start(bare, gazetteer)
        if organ and (_is_known(organ) or (_is_zone(organ) and _bears_city(organ.places[-1].name, gazetteer))):
            return _as_reporter(organ)
    return None


def sender_organ(body: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ whose name is a whole line above the first sentence, as above a speech, or None."""
    for line in _lines(body)[:SENDER_LINES]:
        if len(line) > LONGEST_SIGNATURE or "。" in line:
            return None
        organ = parse_organ(line.strip("()"), gazetteer)
        if organ and organ.body:
            return organ
    return None


def _is_known(organ: Organ) -> bool:
    return not organ.places or bool(organ.places[-1].candidates)


def _is_zone(organ: Organ) -> bool:
    return organ.places[-1].name.endswith(organ_words().zone_ends)


def _bears_city(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a zone's name begins with a city's (北京经济技术开发区) or with another division's."""
    whole, _ = gazetteer.longest_at(name, 0)
    return 0 < len(whole) < len(name) or any(
        gazetteer.named(name[:length] + "市") for length in range(2, LONGEST_STEM + 1)
    )


def _as_reporter(organ: Organ) -> Organ:
    """The government, where a sentence speaks of party and government at once or of the party: it is what reports."""
    return organ.as_government() if organ.kind in (PARTY, JOINT) else organ


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
    if town := words.township_voice.search(squeeze_lines(body)[:OPENING_CHARACTERS]):
        rank = town["rank"] or town["announced"] or town["subject"]
        return Organ(GOVERNMENT, relative="街道" if rank == "街" else rank)
    return _spoken_place(words.government_voice, opening)


def whole_place(body: str) -> Organ | None:
    """The government of the whole of which the opening speaks (全县), where it calls itself nothing; or None."""
    return _spoken_place(issuer_words().whole_place, squeeze(body[:OPENING_CHARACTERS]))


def _spoken_place(pattern: re.Pattern[str], opening: str) -> Organ | None:
    words = issuer_words()
    spoken = Counter(match["rank"] for match in pattern.finditer(opening))
    if not spoken:
        return None
    rank = spoken.most_common(1)[0][0]
    region = rank == "区" and words.region.search(opening) and not words.below_region.search(opening)
    return Organ(GOVERNMENT, relative="自治区" if region else rank)


def superior_ranks(opening: str) -> frozenset[str]:
    """The ranks of the organs that an opening names without a place (县委, 市政府): to them its report answers."""
    return frozenset(match["rank"] for match in issuer_words().superior.finditer(opening))


def closing_lines(body: str) -> list[str]:
    """The short lines at the end of a body, squeezed: where a signature and its date stand."""
    lines = [squeeze(line) for line in body.splitlines()[-SIGNATURE_LINES:]]
    return [line for line in lines if 0 < len(line) <= LONGEST_SIGNATURE]
