"""Every quantity that a text states, with its span. One pass over the text; linear in its length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extract.report.lexicon import Unit, counting, mask_pattern, unit_of, unit_pattern
from extract.report.numerals import ARABIC, CHINESE, PLAIN, SCALE, parse_numeral, scale_of
from extract.search import Ending, ending, opened

CUE_WINDOW = 28
"""Characters read before a number for words that change its reading; the longest cue of counting.yml has 24."""

CLAUSE_MARKS = frozenset("，,。；;、)")
"""After these an 一件 or 一次 counts (草案一件，); before a noun it is an article (一件好事)."""

BARE = frozenset("百千万亿")
RUNS_ON = frozenset(".第×/·〔_")
"""Signs that bind a number to what stands before it."""

PLACES = Decimal("0.000001")


class Mention(NamedTuple):
    """A quantity where a text states it: `text[start:end]` is the number with its measure word and 余/多."""

    start: int
    end: int
    value: Decimal
    value_upper: Decimal | None
    unit: str
    kind: str
    """The kind of the unit (units.tsv), `rank`, or `zero` for a zero in words."""
    comparator: str
    rule: str


@cache
def _quantity_pattern() -> re.Pattern[str]:
    number, unit, to = f"(?:{ARABIC}|{CHINESE})", unit_pattern(), r" ?(?:[-至到]|--) ?"
    return opened(
        rf"百分之 ?(?P<percent>{number})(?:{to}(?:百分之 ?)?(?P<percent_high>{number}))?"
        rf"|千分之 ?(?P<mille>{number})"
        rf"|(?P<whole>百分百)"
        rf"|(?P<parts>{number})分之(?P<share>{number})"
        rf"|(?P<over>[1-9]) ?/ ?(?P<under>[2-9])(?![0-9/])"
        rf"|(?:(?P<low>{number}) ?(?P<low_scale>{SCALE})? ?(?P<low_unit>{unit})?{to})?"
        rf"(?P<number>{number}) ?(?P<more>余|多|几)? ?(?P<scale>{SCALE})? ?(?P<more_too>余|多)? ?"
        rf"(?:个 ?(?P<more_within>[余多]) ?(?P<time>月|小时|工作日)|(?P<unit>{unit})(?P<more_last>余|多)?)"
    )


@cache
def _rank_pattern() -> re.Pattern[str]:
    return re.compile(
        r"第 ?(?P<number>[0-9]{1,4}|[一二三四五六七八九十百]{1,4})(?: ?(?P<unit>名|位)(?![列单称次])"
        rf"|(?![0-9一二三四五六七八九十百]| ?{counting().no_rank_before.pattern}))"
    )


@cache
def _shared_pattern() -> Ending:
    return ending(rf"(?:(?<![0-9.]){PLAIN}(?:\.[0-9]{{1,4}})? ?[、和与及] ?){{1,8}}")


class _Closed:
    """Spans closed to quantities, for look-up by position."""

    def __init__(self, folded: str) -> None:
        spans = [match.span() for match in mask_pattern().finditer(folded)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def overlaps(self, start: int, end: int) -> bool:
        last = bisect_right(self._starts, end - 1) - 1
        return last >= 0 and self._ends[last] > start

    def hold(self, match: re.Match[str]) -> bool:
        """Whether it needs no reading to know that what a match states overlaps one: it states a single number."""
        return match["low"] is None and match["percent_high"] is None and self.overlaps(*match.span())


def find_quantities(folded: str, closed_spans: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """The quantities of a folded text in order, none overlapping another.

    `closed_spans` (list markers: `2.3个部门`) are read as if they were blank; they must be in order.
    """
    folded = _blank(folded, closed_spans)
    closed = _Closed(folded)
    found = [*_ranks(folded), *_counts(folded, closed)]
    return sorted(found, key=lambda mention: mention.start)


def _blank(folded: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in spans:
        pieces += [folded[position:start], " " * (end - start)]
        position = end
    return "".join([*pieces, folded[position:]])


def _before(folded: str, start: int) -> str:
    return folded[max(0, start - CUE_WINDOW) : start]


def _ranks(folded: str) -> Iterator[Mention]:
    for match in _rank_pattern().finditer(folded):
        number = parse_numeral(match["number"])
        if number is not None and counting().rank_cues.search(_before(folded, match.start())):
            yield Mention(match.start(), match.end(), number, None, "rank", "rank", "eq", "rank")


def _counts(folded: str, closed: _Closed) -> Iterator[Mention]:
    pattern, position = _quantity_pattern(), 0
    while match := pattern.search(folded, position):
        mention = None if closed.hold(match) else _read(match, folded)
        if mention is None or closed.overlaps(mention.start, mention.end):
            position = _after_refusal(match, closed)
        else:
            yield from _sharing(mention, folded, position)
            yield mention
            position = mention.end


def _after_refusal(match: re.Match[str], closed: _Closed) -> int:
    """Where to look next: a refused range may hold a second number that stands."""
    if match["low"] is not None and not closed.overlaps(*match.span("number")):
        return match.start("number")
    return max(match.start() + 1, match.end() - 1)


def _sharing(last: Mention, folded: str, position: int) -> Iterator[Mention]:
    """Of `分别为58、54件` the 58, which shares the measure word of `last`."""
    window = folded[max(position, last.start - CUE_WINDOW) : last.start]
    numbers = _shared_pattern().search(window)
    if numbers is None or not counting().sharing_cues.search(window[: numbers.start()]):
        return
    start = last.start - len(numbers.group())
    for found in re.finditer(rf"{PLAIN}(?:\.[0-9]{{1,4}})?", numbers.group()):
        begin, end, value = start + found.start(), start + found.end(), parse_numeral(found.group())
        if value is not None:
            yield last._replace(start=begin, end=end, value=value, value_upper=None, comparator="eq", rule="shared")


def _read(match: re.Match[str], folded: str) -> Mention | None:
    group = match.lastgroup
    if group in ("percent", "percent_high"):
        return _percent(match, folded)
    if group == "mille":
        return _rate(match.span(), folded, parse_numeral(match["mille"]), "‰", "mille_in_words")
    if group == "whole":
        stated = counting().whole_cues.search(_before(folded, match.start()))
        return _rate(match.span(), folded, Decimal(100) if stated else None, "%", "percent_in_words")
    if group == "share":
        return _fraction(match, folded, match["share"], match["parts"])
    if group == "under":
        return _fraction(match, folded, match["over"], match["under"]) if _is_fraction(match, folded) else None
    return _read_count(match, folded)


def _percent(match: re.Match[str], folded: str) -> Mention | None:
    high = match["percent_high"]
    if high is None or counting().from_cues.search(_before(folded, match.start())):
        span = (match.start(), match.end("percent"))
        return _rate(span, folded, parse_numeral(match["percent"]), "%", "percent_in_words")
    first = _rate(match.span(), folded, parse_numeral(match["percent"]), "%", "range")
    return first and first._replace(value_upper=parse_numeral(high))


def _is_fraction(match: re.Match[str], folded: str) -> bool:
    """Whether 2/3 is a share of a whole, and no date or case: something says so before or after it."""
    said = _comparator(folded, *match.span()) != "eq" or folded[match.end() : match.end() + 1] == "的"
    return said and match["over"] < match["under"] and _stands_alone(folded, match.start())


def _fraction(match: re.Match[str], folded: str, share: str, parts: str) -> Mention | None:
    over, under = parse_numeral(share), parse_numeral(parts)
    value = over * 100 / under if under and over is not None else None
    return _rate(match.span(), folded, value, "%", "fraction")


def _rate(span: tuple[int, int], folded: str, value: Decimal | None, unit: str, rule: str) -> Mention | None:
    if value is None:
        return None
    comparator = _comparator(folded, *span)
    return Mention(*span, value.quantize(PLACES).normalize(), None, unit, "rate", comparator, rule)


def _read_count(match: re.Match[str], folded: str) -> Mention | None:
    low = None
    if match["low"]:
        if not _is_range(match, folded):
            return _first_of_pair(match, folded)
        low = _low(match)
    start, end = match.start("number" if low is None else "low"), match.end()
    value = _value(match["number"], match["scale"])
    if value is None or not _stands_alone(folded, start):
        return None
    before, unit = _before(folded, start), unit_of(match["unit"] or f"个{match['time']}")
    if not _counts_something(match, folded, before, unit):
        return None
    if low is None and folded[start - 1] == "-" and counting().sign_cues.search(_before(folded, start - 1)):
        start, value, before = start - 1, -value, _before(folded, start - 1)
    return Mention(
        start,
        end,
        value if low is None else low,
        None if low is None else value,
        "个百分点" if unit.kind == "points" else unit.unit,
        unit.kind,
        "at_least" if _has_more(match) else _compared(before, folded, end, match["number"]),
        "count" if low is None else "range",
    )


def _is_range(match: re.Match[str], folded: str) -> bool:
    if match["low_unit"] and match["low_unit"] != match["unit"]:
        return False
    before = _before(folded, match.start("low"))
    return not counting().from_cues.search(before) and _stands_alone(folded, match.start("low"))


def _low(match: re.Match[str]) -> Decimal | None:
    """The lower end of a range; it takes the 万 of the upper end unless it has a measure word of its own."""
    return _value(match["low"], match["low_scale"] or (None if match["low_unit"] else match["scale"]))


def _first_of_pair(match: re.Match[str], folded: str) -> Mention | None:
    """Of `从20%至30%` the 20 %: the search goes on behind it and finds the other."""
    value = _value(match["low"], match["low_scale"])
    if value is None or not match["low_unit"] or not _stands_alone(folded, match.start("low")):
        return None
    unit, span = unit_of(match["low_unit"]), (match.start("low"), match.end("low_unit"))
    return Mention(*span, value, None, unit.unit, unit.kind, _comparator(folded, *span), "pair")


def _value(numeral: str, scale: str | None) -> Decimal | None:
    number = parse_numeral(numeral)
    return number * scale_of(scale) if number is not None and scale else number


def _stands_alone(folded: str, start: int) -> bool:
    """Whether no other number or name runs into this one (B3, 2/3, 1 432: whether that is 1432 nobody can tell)."""
    last = folded[start - 1 : start]
    if last in ("+", " "):
        first = folded[max(0, start - 2)]
        return not (first.isascii() and first.isalnum() if last == "+" else first.isdigit())
    return not (last.isdigit() or last in RUNS_ON or (last.isascii() and last.isalpha()))


def _has_more(match: re.Match[str]) -> bool:
    return any(match.group("more", "more_too", "more_within", "more_last"))


def _counts_something(match: re.Match[str], folded: str, before: str, unit: Unit) -> bool:
    """Whether the number counts, where many a Chinese numeral is part of a word, a name or a slogan."""
    numeral = match["number"]
    if match["more"] == "几" and numeral[-1] != "十":
        return False
    if unit.chinese == "cued":
        return bool(counting().duration_cues.search(before))
    if numeral[0].isdigit():
        return match["unit"] != "日" or folded[match.end() : match.end() + 1] in {"内", "以"}
    if counting().no_count_after.search(before):
        return False
    return _has_more(match) or _chinese_counts(match, folded, before, unit.chinese)


def _chinese_counts(match: re.Match[str], folded: str, before: str, chinese: str) -> bool:
    numeral = match["number"]
    if set(numeral) <= {"零", "〇"} or numeral == "二" or chinese == "no":
        return False
    if _is_bare(numeral):
        return _comparator_before(before, numeral) is not None
    ends_clause = folded[match.end() : match.end() + 1] in CLAUSE_MARKS
    if numeral == "一":
        return (ends_clause and chinese == "yes") or bool(counting().counting_cues.search(before))
    if chinese == "listed" and not ends_clause:
        after = folded[match.end() : match.end() + CUE_WINDOW]
        return bool(counting().counting_cues.search(before) or counting().counted_nouns.match(after))
    return True


def _is_bare(numeral: str) -> bool:
    return BARE.issuperset(numeral)


def _comparator_before(before: str, numeral: str) -> str | None:
    if _is_bare(numeral) and counting().before_round.search(before):
        return "at_least"
    return next((name for pattern, name in counting().before if pattern.search(before)), None)


def _comparator(folded: str, start: int, end: int, numeral: str = "0") -> str:
    return _compared(_before(folded, start), folded, end, numeral)


def _compared(before: str, folded: str, end: int, numeral: str) -> str:
    after = counting().after.match(folded, end)
    return (after and after.lastgroup) or _comparator_before(before, numeral) or "eq"
