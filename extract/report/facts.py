"""From a body to its facts: quantities and zeros in words, linked, dated, scoped and cited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.issues import Finding
from extract.records import Fact, joined_id, stable_id
from extract.report.lexicon import counting
from extract.report.link import Link, Linker
from extract.report.outline import Heading
from extract.report.period import is_change, is_frequency, period_of, scope_of
from extract.report.qualifiers import narrowing_words
from extract.report.quantities import Mention, find_quantities
from extract.report.repair import Repaired
from extract.report.zeros import find_zeros
from extract.report.zones import Surroundings, Zone
from extract.search import ending

PART = re.compile("其中|包括|含")
LED_TO = ending("(?:至|到|为|成)(?:了)?(?:目前的?|现在的?)?")
LISTED_ON = re.compile(r"\s*[、和及]")

FREQUENCY, CHANGE = "frequency", "change"

AROUND_SUBJECT = " 、，,()（）“”"

SUBJECT_LENGTH = 16
"""Characters kept of the words that name what was counted: the longest such noun in the samples has 14."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all facts of a report share: ids, the report's year, and its issuer's role."""

    report_id: str
    snapshot_id: str
    report_year: int | None
    role: str


class _Stated(NamedTuple):
    mention: Mention
    zone: Zone
    heading: Heading
    kind: str | None
    """`frequency` or `change`, where the number says how often or by how much."""
    links: list[Link]


def read_facts(body: Repaired, headings: Sequence[Heading], frame: Frame) -> tuple[list[Fact], list[Finding]]:
    """The facts of a body in order of their spans, and a finding for every number that two rules claim.

    A number that answers two indicators gives two facts with one span.
    """
    stated = sorted(_stated(body.text, headings, frame.role), key=lambda item: item.mention.start)
    parts, ends = _parts_of_totals(stated), _ends_of_changes(stated)
    seen: dict[tuple[str, str, int], int] = {}
    facts: list[Fact] = []
    findings: list[Finding] = []
    for item, is_part, end in zip(stated, parts, ends, strict=True):
        for link in item.links or [Link(None, "")]:
            qualifier = _qualifier(item, link, end, is_part=is_part)
            fact = _fact(body, item, link, frame, qualifier, seen)
            facts.append(fact)
            if link.rule and link.code is None:
                findings.append(
                    Finding(
                        "indicator.ambiguous",
                        f"{link.rule} both claim {fact.quote!r} in {fact.sentence!r}",
                        fact.fact_id,
                    )
                )
    return facts, findings


def _stated(folded: str, headings: Sequence[Heading], role: str) -> Iterator[_Stated]:
    starts = [heading.start for heading in headings]

    def heading_of(mention: Mention) -> Heading:
        return headings[bisect_right(starts, mention.start) - 1]

    closed = [(heading.start, heading.marker_end) for heading in headings if heading.level]
    mentions = find_quantities(folded, closed)
    linker = Linker(folded, mentions, headings, role)
    for index, (mention, zone) in enumerate(zip(mentions, linker.zones, strict=True)):
        heading, kind = heading_of(mention), _kind(zone)
        links = [] if kind == FREQUENCY else linker.links(index, heading.section_no, change=kind == CHANGE)
        yield _Stated(mention, zone, heading, kind, links)
    starts_of_numbers = [mention.start for mention in mentions]
    zeros = [zero for zero in find_zeros(folded, role) if not _touches(zero.mention, mentions, starts_of_numbers)]
    zones = Surroundings(folded, [zero.mention for zero in zeros], headings).zones() if zeros else []
    for zero, zone in zip(zeros, zones, strict=True):
        link = Link(zero.indicator, zero.mention.rule)
        yield _Stated(zero.mention, zone, heading_of(zero.mention), _kind(zone), [link])


def _kind(zone: Zone) -> str | None:
    return FREQUENCY if is_frequency(zone) else CHANGE if is_change(zone) else None


def _touches(zero: Mention, mentions: Sequence[Mention], starts: list[int]) -> bool:
    index = bisect_right(starts, zero.end - 1) - 1
    return index >= 0 and mentions[index].end > zero.start


def _fact(
    body: Repaired,
    item: _Stated,
    link: Link,
    frame: Frame,
    qualifier: str | None,
    seen: dict[tuple[str, str, int], int],
) -> Fact:
    mention, zone = item.mention, item.zone
    start, end = body.start(mention.start), body.end(mention.end)
    quote = body.source[start:end]
    sentence_start = body.start(zone.sentence_start)
    sentence = body.source[sentence_start : body.end(zone.sentence_start + len(zone.sentence))].rstrip()
    key = (sentence, quote, start - sentence_start)
    count = seen[key] = seen.get(key, 0) + 1
    period = period_of(zone, frame.report_year)
    return Fact(
        # joined, so that the warehouse can give the same id at every place where the report stands
        fact_id=joined_id(stable_id("fact", *key, count), frame.report_id),
        report_id=frame.report_id,
        snapshot_id=frame.snapshot_id,
        section_no=item.heading.section_no,
        indicator=link.code,
        value=mention.value,
        value_upper=mention.value_upper,
        unit=mention.unit,
        comparator=mention.comparator,
        period_start=period.start,
        period_end=period.end,
        is_cumulative=period.is_cumulative,
        scope="target" if item.heading.part == "plan" else scope_of(zone),
        qualifier=qualifier,
        subject=_subject(zone),
        quote=quote,
        char_start=start,
        char_end=end,
        sentence=sentence,
        rule=f"{mention.rule} {link.rule}".strip(),
    )


def _parts_of_totals(stated: Sequence[_Stated]) -> list[bool]:
    """Which numbers answer the indicator of the total before them and are named a part of it (其中一审12件)."""
    parts: list[bool] = []
    for index, item in enumerate(stated):
        before = stated[index - 1] if index else None
        is_part = (
            before is not None
            and _same_indicator(before, item)
            and (PART.search(item.zone.before) or (parts[-1] and LISTED_ON.match(item.zone.before)))
        )
        parts.append(bool(is_part))
    return parts


def _same_indicator(one: _Stated, other: _Stated) -> bool:
    if one.zone.sentence_start != other.zone.sentence_start:
        return False
    codes = {link.code for link in one.links if link.code}
    return any(link.code in codes for link in other.links)


def _ends_of_changes(stated: Sequence[_Stated]) -> list[str | None]:
    """Which numbers are where a change began (`from`) and where it led (`to`): 由80天缩短至30天."""
    ends: list[str | None] = []
    for index, item in enumerate(stated):
        before = stated[index - 1] if index else None
        begins = item.mention.rule == "pair" or counting().from_cues.search(item.zone.before)
        led_to = before is not None and ends[-1] == "from" and before.mention.unit == item.mention.unit
        ends.append("from" if begins else "to" if led_to and LED_TO.search(item.zone.before) else None)
    return ends


def _qualifier(item: _Stated, link: Link, end: str | None, *, is_part: bool) -> str | None:
    """What a figure is besides the whole of its indicator: the page's own word, or what kind of figure it is."""
    words = narrowing_words(link.code, item.zone) if link.code else None
    return end or words or ("part" if is_part else item.kind)


def _subject(zone: Zone) -> str | None:
    """The words that name what was counted: those behind the measure word, else the last before the number."""
    for words in (zone.after[:SUBJECT_LENGTH], zone.before[-SUBJECT_LENGTH:], zone.carried[-SUBJECT_LENGTH:]):
        if named := words.strip(AROUND_SUBJECT):
            return named
    return None
