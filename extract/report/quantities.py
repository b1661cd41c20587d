"""Every quantity that a text states, with its span. One pass over the text; linear in its length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.report.lexicon import counting, mask_pattern, unit_pattern, units
from extract.report.numerals import ARABIC, CHINESE, SCALE, parse_numeral, scale_of

CUE_WINDOW = 28
"""Characters read before a number for words that change its reading; the longest cue of counting.yml has 24."""

CLAUSE_MARKS = frozenset("，,。；;、)")
"""After these an 一件 or 一次 counts (草案一件，); before a noun it is an article (一件好事)."""

PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Mention:
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
    number = f"(?:{ARABIC}|{CHINESE})"
    return re.compile(
        rf"百分之(?P<percent>{number})"
        rf"|(?P<parts>{number})分之(?P<share>{number})"
        rf"|(?:(?P<low>{number})\s?(?P<low_scale>{SCALE})?\s?(?P<low_unit>{unit_pattern()})?\s?(?:[-至到]|--)\s?)?"
        rf"(?P<number>{number})\s?(?P<more>余|多|几)?\s?(?P<scale>{SCALE})?\s?(?P<more_too>余|多)?\s?"
        rf"(?P<unit>{unit_pattern()})(?P<more_last>余|多)?"
    )


@cache
def _rank_pattern() -> re.Pattern[str]:
    return re.compile(
        r"第\s?(?P<number>\d{1,4}|[一二三四五六七八九十百]{1,4})(?:\s?(?P<unit>名|位)(?![列单称次])"
        r"|(?![\d一二三四五六七八九十百]|\s?[批个次届家期轮部例季条章节款项号者类档梯集年度天场人责方层线间种卷册篇步课代十百版产三]))"
    )


class _Closed:
    """Spans closed to quantities, for look-up by position."""

    def __init__(self, folded: str) -> None:
        spans = [match.span() for match in mask_pattern().finditer(folded)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def overlaps(self, start: int, end: int) -> bool:
        last = bisect_right(self._starts, end - 1) - 1
        return last >= 0 and self._ends[last] > start


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


def _ranks(folded: str) -> Iterator[Mention]:
    for match in _rank_pattern().finditer(folded):
        before = folded[max(0, match.start() - CUE_WINDOW) : match.start()]
        number = parse_numeral(match["number"])
        if number is not None and counting().rank_cues.search(before):
            yield Mention(match.start(), match.end(), number, None, "rank", "rank", "eq", "rank")


def _counts(folded: str, closed: _Closed) -> Iterator[Mention]:
    pattern, position = _quantity_pattern(), 0
    while match := pattern.search(folded, position):
        mention = _read(match, folded)
        if mention is None or closed.overlaps(mention.start, mention.end):
            position = _after_refusal(match, closed)
        else:
            yield mention
            position = mention.end


def _after_refusal(match: re.Match[str], closed: _Closed) -> int:
    """Where to look next: a refused range may hold a second number that stands."""
    if match["low"] is not None and not closed.overlaps(*match.span("number")):
        return match.start("number")
    return max(match.start() + 1, match.end() - 1)


def _read(match: re.Match[str], folded: str) -> Mention | None:
    if match["percent"] is not None:
        return _simple(match, parse_numeral(match["percent"]), "percent_in_words")
    if match["share"] is not None:
        parts, share = parse_numeral(match["parts"]), parse_numeral(match["share"])
        return _simple(match, share * 100 / parts if parts and share is not None else None, "fraction")
    return _read_count(match, folded)


def _simple(match: re.Match[str], value: Decimal | None, rule: str) -> Mention | None:
    if value is None:
        return None
    return Mention(match.start(), match.end(), value.quantize(PLACES).normalize(), None, "%", "rate", "eq", rule)


def _read_count(match: re.Match[str], folded: str) -> Mention | None:
    low = match["low"] if match["low"] and _is_range(match, folded) else None
    start = match.start("low") if low else match.start("number")
    if match["low"] and not low:
        return _first_of_pair(match, folded)
    value = _value(match["number"], match["scale"])
    if value is None or not _stands_alone(folded, start) or not _counts_something(match, folded, start):
        return None
    unit = match["unit"]
    kind = units()[unit].kind
    lower = _value(low, match["low_scale"] or (match["scale"] if not match["low_unit"] else None)) if low else None
    return Mention(
        start,
        match.end(),
        value if lower is None else lower,
        None if lower is None else value,
        "个百分点" if kind == "points" else unit,
        kind,
        _comparator(match, folded, start),
        "range" if low else "count",
    )


def _is_range(match: re.Match[str], folded: str) -> bool:
    if match["low_unit"] and match["low_unit"] != match["unit"]:
        return False
    before = folded[max(0, match.start("low") - CUE_WINDOW) : match.start("low")]
    return not counting().from_cues.search(before) and _stands_alone(folded, match.start("low"))


def _first_of_pair(match: re.Match[str], folded: str) -> Mention | None:
    """Of `从20%至30%` the 20 %: the search goes on behind it and finds the other."""
    value = _value(match["low"], match["low_scale"])
    unit = match["low_unit"]
    if value is None or not unit or not _stands_alone(folded, match.start("low")):
        return None
    kind = units()[unit].kind
    return Mention(match.start("low"), match.end("low_unit"), value, None, unit, kind, "eq", "pair")


def _value(numeral: str, scale: str | None) -> Decimal | None:
    number = parse_numeral(numeral)
    return None if number is None else number * scale_of(scale or "")


def _stands_alone(folded: str, start: int) -> bool:
    before = folded[max(0, start - 2) : start]
    last = before[-1:]
    if last == "+":
        return not (before[0].isascii() and before[0].isalnum())
    return not (last.isdigit() or last in set(".第×/·〔_") or (last.isascii() and last.isalpha()))


def _has_more(match: re.Match[str]) -> bool:
    return any(match[group] for group in ("more", "more_too", "more_last"))


def _counts_something(match: re.Match[str], folded: str, start: int) -> bool:
    """Whether the number counts, where many a Chinese numeral is part of a word, a name or a slogan."""
    numeral = match["number"]
    if match["more"] == "几" and numeral[-1] != "十":
        return False
    if numeral[0].isdigit():
        return match["unit"] != "日" or folded[match.end() : match.end() + 1] in {"内", "以"}
    before = folded[max(0, start - CUE_WINDOW) : start]
    if before[-1:] in set("数几好若每逐某同另任之统唯首再又头"):
        return False
    return _has_more(match) or _chinese_counts(match, folded, before)


def _chinese_counts(match: re.Match[str], folded: str, before: str) -> bool:
    numeral, chinese = match["number"], units()[match["unit"]].chinese
    if set(numeral) <= {"零", "〇"} or numeral == "二" or chinese == "no":
        return False
    if numeral in {"百", "千", "万", "亿"}:
        return _comparator_before(before) is not None
    if numeral == "一" and chinese == "yes" and folded[match.end() : match.end() + 1] in CLAUSE_MARKS:
        return True
    if numeral == "一":
        return bool(counting().counting_cues.search(before))
    if chinese == "listed":
        after = folded[match.end() : match.end() + CUE_WINDOW]
        return bool(counting().counting_cues.search(before) or counting().counted_nouns.match(after))
    return True


def _comparator_before(before: str) -> str | None:
    return next((name for pattern, name in counting().comparators_before if pattern.search(before)), None)


def _comparator(match: re.Match[str], folded: str, start: int) -> str:
    if _has_more(match):
        return "at_least"
    after = folded[match.end() : match.end() + 4]
    for pattern, name in counting().comparators_after:
        if pattern.match(after):
            return name
    return _comparator_before(folded[max(0, start - CUE_WINDOW) : start]) or "eq"
