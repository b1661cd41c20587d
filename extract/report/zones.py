"""The words around a number: those that lead to it, those that follow it, and the sentence they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.report.outline import Heading
from extract.report.quantities import Mention
from extract.search import ending, opened

SENTENCE_END = re.compile("[。！？!?\n]")
CLAUSE_END = re.compile("[,，;；:：]")
PAUSE = re.compile("[,，;；:：。！？!?\n]")

FILLER = re.compile(
    r"^(?:[\s、()“”]|其中|共计|共|总计|合计|累计|计|达到?|高达|为|是|约|近|已|均|都|全部?|仅|有|了|的|各|分别|今年|去年|当年|本年度?|全年|"
    r"年内|至今|目前|截[至止]|年?底|以来|先后|同比|(?:19|20)\d{2}年度?|\d{1,2}月份?|\d{1,2}日|[-至到]|超过?|逾|不少于|突破|也|又|并|以及|和|及|"
    r"(?:提高|提升|上升|增加|增长|扩大|下降|降低|减少|精简|压缩|压减|缩短|升|降|增|减)(?:到|至|为)|"
    r"数量|数|总数|总量|总|实际|对|由|从|将|在|分|上|就|把)*$"
)
"""Words that name nothing: where only these stand between a clause's head and a number, the clause before names it."""

CONTINUES_LIST = re.compile(r"\s*(?:[、和与及]|以及)(?=.)")
NEXT_ITEM = re.compile(r"\s*(?:[、及与]|和(?!解)|以及)")
COMPARATOR = ending("(?:达到?|高达|约|近|超过?|逾|突破|不少于|不低于)+")
ENUMERATION = re.compile(r"以及|[、与及]|和(?!解)")
LIST_MARK = re.compile(r"\s*[、,，和及与]\s*")
RESPECTIVELY = re.compile(r"分别(?:为|是|达到?|有|计)?[^,，;；]{0,4}$")
ALL_THE_SAME = opened(r"(?:均|都|全部|皆)(?:为|是|达到?|实现|保持)?(?:了)?[^,，;；]{0,3}$")
LISTED = re.compile(r"([^、,，;；和及与]+(?:(?:、|和|及|与|以及)[^、,，;；和及与]+)+)$")

LONGEST_LIST = 12
"""Numbers looked back over for the head of a list; reports answer at most eight items `分别`."""

LONGEST_CARRIED = 80
"""Characters of a list handed down to its next item: its head and a few items."""

LONGEST_SENTENCE = 1200
"""Characters after which a sentence is taken to end at the next comma or number: three times the longest in the
samples. Without it a text with no full stop would cost the square of its length."""


class Zone(NamedTuple):
    """The surroundings of one mention.

    `before` are the words from the clause's head (or the number before it) up to the number, `after` those from the
    measure word to the clause's end (or the next number). `carried` is what the words before hand down where `before`
    names nothing itself (`，共计18份`; `687批次，2731人次`) or goes on with a list (`取消事项18项、材料525项`).
    `earlier` is the sentence up to `before`. `alternatives` are the items of a list that share one number
    (`甲率、乙率均为`).
    """

    before: str
    after: str
    carried: str
    earlier: str
    sentence: str
    sentence_start: int
    alternatives: tuple[str, ...] = ()


class Surroundings:
    """Finds the zone of every mention of one text; the mentions must be in order."""

    def __init__(self, text: str, mentions: Sequence[Mention], headings: Sequence[Heading]) -> None:
        breaks = {heading.start for heading in headings if heading.level} | {0, len(text)}
        breaks.update(match.end() for match in SENTENCE_END.finditer(text))
        self._text = text
        self._breaks = sorted(breaks | _cuts(text, sorted(breaks), mentions))
        self._marker_ends = {heading.start: heading.marker_end for heading in headings if heading.level}
        self._mentions = mentions

    def sentence_span(self, position: int) -> tuple[int, int]:
        """The half-open span of the sentence around a position; a heading opens a sentence of its own."""
        index = bisect_right(self._breaks, position) - 1
        start = self._breaks[index]
        end = self._breaks[index + 1] if index + 1 < len(self._breaks) else len(self._text)
        return self._marker_ends.get(start, start), end

    def zones(self) -> list[Zone]:
        """A zone a mention, in order."""
        zones: list[Zone] = []
        for index, mention in enumerate(self._mentions):
            start, end = self.sentence_span(mention.start)
            previous = zones[-1] if index and self._mentions[index - 1].start >= start else None
            zones.append(self._zone(index, start, end, previous))
        return zones

    def _zone(self, index: int, start: int, end: int, previous: Zone | None) -> Zone:
        mention = self._mentions[index]
        floor = self._mentions[index - 1].end if previous else start
        lead = self._text[floor : mention.start]
        clauses = CLAUSE_END.split(lead)
        compared = COMPARATOR.search(clauses[-1])
        before = clauses[-1][: compared.start()] if compared else clauses[-1]
        after = self._after(index, end)
        carried = self._carried(before, clauses[:-1], after, previous)
        item = self._respective_item(index, lead)
        if item is not None:
            before, carried = item, ""
        return Zone(
            before,
            after,
            carried,
            self._text[start : mention.start - len(clauses[-1])],
            self._text[start:end],
            start,
            self._alternatives(before),
        )

    def _carried(self, before: str, clauses: list[str], after: str, previous: Zone | None) -> str:
        if previous and CONTINUES_LIST.match(before) and not clauses:
            head = previous.carried if CONTINUES_LIST.match(previous.before) else previous.before
            return (head + before)[-LONGEST_CARRIED:]
        if not FILLER.match(before):
            return ""
        for clause in reversed(clauses):
            if not FILLER.match(clause):
                return clause
        if previous is None or not FILLER.match(after):
            return ""
        return previous.carried if FILLER.match(previous.before) else previous.before

    def _after(self, index: int, end: int) -> str:
        start = self._mentions[index].end
        stop = min(self._mentions[index + 1].start, end) if index + 1 < len(self._mentions) else end
        pause = PAUSE.search(self._text, start, stop)
        return "" if NEXT_ITEM.match(self._text, start, stop) else self._text[start : pause.start() if pause else stop]

    def _alternatives(self, before: str) -> tuple[str, ...]:
        same = ALL_THE_SAME.search(before)
        listed = LISTED.search(before[: same.start()]) if same else None
        return tuple(ENUMERATION.split(listed[1])) if listed else ()

    def _respective_item(self, index: int, lead: str) -> str | None:
        """The item of `甲、乙分别为1件、2件` that this number answers; `lead` stands right before it."""
        first = index
        while first > max(0, index - LONGEST_LIST) and self._is_listed(first):
            first -= 1
        head = lead if first == index else self._head(first)
        respectively = RESPECTIVELY.search(head)
        if respectively is None:
            return None
        clause = CLAUSE_END.split(head[: respectively.start()])[-1]
        items = [item for item in ENUMERATION.split(clause) if item]
        place = index - first
        return items[place] if len(items) > 1 and place < len(items) else None

    def _head(self, index: int) -> str:
        """What leads to a number from the one before it, or from the sentence's head."""
        start, _ = self.sentence_span(self._mentions[index].start)
        floor = max(self._mentions[index - 1].end if index else 0, start)
        return self._text[floor : self._mentions[index].start]

    def _is_listed(self, index: int) -> bool:
        """Whether nothing but a list's mark parts a number from the one before it."""
        between = (self._mentions[index - 1].end, self._mentions[index].start)
        return LIST_MARK.fullmatch(self._text, *between) is not None


def _cuts(text: str, breaks: list[int], mentions: Sequence[Mention]) -> set[int]:
    """Where over-long sentences are cut: after a comma or a number, never within one."""
    numbers = [mention.end for mention in mentions]
    cuts: set[int] = set()
    for start, end in pairwise(breaks):
        if end - start <= LONGEST_SENTENCE:
            continue
        clauses = [match.end() for match in CLAUSE_END.finditer(text, start, end)]
        last = start
        for place in sorted(clauses + numbers[bisect_right(numbers, start) : bisect_right(numbers, end)]):
            if place - last >= LONGEST_SENTENCE:
                cuts.add(place)
                last = place
    return cuts
