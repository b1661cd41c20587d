"""Marks: the facts of a report by their places in its text, and what is to be told of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from explorer.dossier.manner import Manner
from explorer.dossier.markup import Say
from extract.records import Fact
from warehouse.dossier import Dossier, Flag

TARGET = "target"
"""The scope of a figure of the plan."""


MOST_TOLD = 2_000
"""Numbers of a report that get a card and a row in the table; further ones are marked alone. Reports of the demo state
some 30. A text of 5 MB with 40,000 numbers takes 3 s and 13 MB so, with all cards 16 s and 81 MB."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the text with the facts that one number states: two indicators can share it."""

    number: int
    """From 1, in the order of the text."""
    facts: tuple[Fact, ...]

    @property
    def start(self) -> int:
        """Where the number begins, in characters of the body."""
        return self.facts[0].char_start

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.facts[0].char_end

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids of its facts' elements."""
        return tuple(f"f-{fact.fact_id}" for fact in self.facts)

    @property
    def is_told(self) -> bool:
        """Whether it has a card, and its facts rows in the table."""
        return self.number <= MOST_TOLD

    @property
    def look(self) -> str:
        """How it is shown: target, linked or unlinked, as its first fact is."""
        return look_of(self.facts[0])


@dataclass(frozen=True, slots=True)
class Marked:
    """A dossier with its marks, by fact_id the mark and the flags of each fact, and the manner in which it is told."""

    dossier: Dossier
    manner: Manner
    words: str
    """What a reader searched for, empty where that is nothing."""
    marks: tuple[Mark, ...]
    mark_of: dict[str, Mark]
    flags_of: dict[str, tuple[Flag, ...]]

    @property
    def say(self) -> Say:
        """How labels are said."""
        return self.manner.say

    def is_flagged(self, mark: Mark) -> bool:
        """Whether any fact of the mark bears a flag."""
        return any(fact.fact_id in self.flags_of for fact in mark.facts)


def look_of(fact: Fact) -> str:
    """`target` for a figure of the plan, else `linked` or `unlinked`: whether it answers an indicator."""
    if fact.scope == TARGET:
        return "target"
    return "linked" if fact.indicator else "unlinked"


def mark(dossier: Dossier, manner: Manner, words: str = "") -> Marked:
    """The marks of a report, in the order of its text."""
    places = (tuple(group) for _, group in groupby(sorted(dossier.facts, key=_place), key=_place))
    marks = tuple(Mark(number, facts) for number, facts in enumerate(places, start=1))
    return Marked(
        dossier=dossier,
        manner=manner,
        words=words,
        marks=marks,
        mark_of={fact.fact_id: mark for mark in marks for fact in mark.facts},
        flags_of=_by_fact(dossier.flags),
    )


def _place(fact: Fact) -> tuple[int, int]:
    return fact.char_start, fact.char_end


def _by_fact(flags: Iterable[Flag]) -> dict[str, tuple[Flag, ...]]:
    """An identity that does not hold is told of every fact that it holds against each other."""
    found: dict[str, tuple[Flag, ...]] = {}
    for flag in flags:
        for fact_id in flag.fact_ids:
            found[fact_id] = (*found.get(fact_id, ()), flag)
    return found
