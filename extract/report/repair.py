"""The reading of a text that rules match: what was lost put back and counted, each place known on the page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.issues import Finding
from extract.report.fold import exchange, fold, to_blanks, to_forms
from extract.report.losses import FORM, LOOKALIKE, Edit, find_losses
from extract.script import simplified
from extract.search import opened
from extract.swaps import swaps

SCRIPT = "script"

SHOWN = 12
"""Characters of an example that a finding shows."""
AROUND = 6
"""Characters shown on either side of what was lost."""

_BLANK = opened(" (?:(?<=[〇一-鿿] )(?=[0-9])|(?<=[0-9] )(?=[〇一-鿿]))|[\u200b\ufeff]+")
"""A blank that a typesetter put between digits and characters (共 3 人), and those that nobody sees."""

_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ．％]*")


@dataclass(frozen=True, slots=True)
class Repairs:
    """How often a text is read otherwise than its page has it, for one kind of loss, and where first.

    The kinds are those of losses.py and `script`, of which each character counts.
    """

    kind: str
    count: int
    surface: str
    reading: str


class _Layer:
    """Places of an edited text in the text that it was made from."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts: list[int] = []
        self._ends: list[int] = []
        shift = 0
        for edit in edits:
            self._starts.append(edit.start + shift)
            self._ends.append(edit.start + shift + len(edit.reading))
            shift += len(edit.reading) - (edit.end - edit.start)

    def start(self, place: int) -> int:
        """Where what begins at `place` begins; within an edit, where that begins."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place == 0:
            return place
        edit, behind = self._edits[index], place - self._ends[index]
        return edit.start if behind < 0 else edit.end + behind

    def end(self, place: int) -> int:
        """Where what ends at `place` ends; within an edit, where that ends."""
        index = bisect_left(self._starts, place) - 1
        return place if index < 0 else self._edits[index].end + max(0, place - self._ends[index])


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text as its page has it (`source`) and as rules read it (`text`); a place of one is found in the other."""

    source: str
    text: str
    repairs: tuple[Repairs, ...]
    layers: tuple[_Layer, ...]

    def start(self, place: int) -> int:
        """The place in `source` of what begins at `place` in `text`."""
        for layer in self.layers:
            place = layer.start(place)
        return place

    def end(self, place: int) -> int:
        """The place in `source` where what ends at `place` in `text` ends."""
        for layer in self.layers:
            place = layer.end(place)
        return place

    def quote(self, start: int, end: int) -> str:
        """The page's own characters for a span of `text`."""
        return self.source[self.start(start) : self.end(end)]


def repair(source: str) -> Repaired:
    """A text with its reading: simplified script, one form of each character, and what was lost put back.

    All that is read otherwise is counted in `repairs`, but for blanks and the forms of marks.
    """
    shown = _stood_for()(source)
    plain = simplified(shown)
    forms = to_forms(plain)
    blanks = [Edit(*match.span(), "", "") for match in _BLANK.finditer(forms)]
    close = _applied(forms, blanks)
    losses = list(find_losses(close))
    layers = tuple(_Layer(edits) for edits in (losses, blanks) if edits)
    counted = _by_kind([*_converted(shown, plain), *_swapped(source), *_lost(source, close, _Layer(blanks), losses)])
    return Repaired(source, to_blanks(_applied(close, losses)), counted, layers)


def mend(text: str) -> str:
    """The text in simplified script with what was lost put back, and all other characters as they are."""
    plain = simplified(text)
    return _applied(plain, find_losses(to_forms(plain)))


def findings_of(repairs: Iterable[Repairs]) -> list[Finding]:
    """A finding a kind, its count first: so that SQL can sum them."""
    return [
        Finding(
            "text.repaired",
            f"{found.count} of kind {found.kind}, first {found.surface!r} read as {found.reading!r}",
            found.kind,
        )
        for found in repairs
    ]


def _applied(text: str, edits: Iterable[Edit]) -> str:
    pieces, place = [], 0
    for edit in edits:
        pieces += [text[place : edit.start], edit.reading]
        place = edit.end
    return "".join([*pieces, text[place:]])


def _by_kind(repairs: Iterable[Repairs]) -> tuple[Repairs, ...]:
    kinds: dict[str, Repairs] = {}
    for found in repairs:
        known = kinds.get(found.kind)
        kinds[found.kind] = replace(known, count=known.count + found.count) if known else found
    return tuple(kinds.values())


def _converted(shown: str, plain: str) -> Iterator[Repairs]:
    if plain == shown:
        return
    changed = [place for place, (old, new) in enumerate(zip(shown, plain, strict=True)) if old != new]
    first = slice(changed[0], changed[0] + SHOWN)
    yield Repairs(SCRIPT, len(changed), shown[first], plain[first])


def _swapped(source: str) -> Iterator[Repairs]:
    """Characters in another form, counted by runs."""
    for kind, pattern in ((LOOKALIKE, _lookalikes()), (FORM, _FULL_WIDTH)):
        found = pattern.findall(source)
        if found:
            yield Repairs(kind, len(found), found[0][:SHOWN], fold(found[0][:SHOWN]))


@cache
def _stood_for() -> Callable[[str], str]:
    """Puts for look-alikes what they stand for: by that, too, a text's script is told."""
    return exchange(swaps().lookalikes)


@cache
def _lookalikes() -> re.Pattern[str]:
    return re.compile(f"[{''.join(swaps().lookalikes)}]+")


def _lost(source: str, close: str, blanks: _Layer, losses: Iterable[Edit]) -> Iterator[Repairs]:
    """Losses with the characters around the first of each kind; `close` is the source without its loose blanks."""
    kinds: dict[str, list[Edit]] = {}
    for edit in losses:
        kinds.setdefault(edit.kind, []).append(edit)
    for kind, edits in kinds.items():
        first = edits[0]
        start, end = max(0, first.start - AROUND), min(len(close), first.end + AROUND)
        surface = source[blanks.start(start) : blanks.end(end)]
        yield Repairs(kind, len(edits), surface, close[start : first.start] + first.reading + close[first.end : end])
