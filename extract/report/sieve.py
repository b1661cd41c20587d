"""Which rules are worth trying on a number: of hundreds, those that find around it the signs and the subject they need.

A set of rules is an integer with a bit for each, so that a sieve is passed in a few operations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from extract.needs import Signs, most_telling, needed_signs, signs_of
from extract.report.taxonomy import Rule, load_taxonomy


class _Question:
    """What each of the rules wants to find: one of several things, or nothing in particular."""

    def __init__(self, wanted: Sequence[Signs | None]) -> None:
        self.indifferent = 0
        self._wanting: dict[str, int] = {}
        for place, things in enumerate(wanted):
            if not things:
                self.indifferent |= 1 << place
            for thing in things or ():
                self._wanting[thing] = self._wanting.get(thing, 0) | 1 << place

    def content_with(self, found: Iterable[str]) -> int:
        """The rules that want nothing, or one of the things found."""
        rules, wanting = self.indifferent, self._wanting
        for thing in found:
            if thing in wanting:
                rules |= wanting[thing]
        return rules


class Sieve:
    """Rules for one measure word."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._before = _Question(_rarest([rule.before for rule in rules]))
        self._after = _Question(_rarest([rule.after for rule in rules]))
        self._topics = _Question([rule.topics for rule in rules])

    def rules(self, before: str, after: str, topic: Callable[[], Signs]) -> Iterator[Rule]:
        """The rules, in their order, that may fit the words before and behind a number and the subject of the place.

        The subject is only asked for where it matters.
        """
        left = self._before.content_with(signs_of(before)) & self._after.content_with(signs_of(after))
        if left & ~self._topics.indifferent:
            left &= self._topics.content_with(topic())
        while left:
            lowest = left & -left
            yield self._rules[lowest.bit_length() - 1]
            left ^= lowest


def _rarest(patterns: Sequence[re.Pattern[str] | None]) -> list[Signs | None]:
    """Of the signs that each pattern needs those that the fewest of them need."""
    needed = [needed_signs(pattern.pattern) if pattern else () for pattern in patterns]
    users = Counter(sign for signs in needed for sign in set(chain(*signs)))
    return [most_telling(signs, users.__getitem__) for signs in needed]


@cache
def sieve_of(unit: str, role: str, change: bool) -> Sieve:
    """The rules for a measure word in the reports of this role; those alone that read a change, if it is one."""
    rules = load_taxonomy().rules_by_unit.get(unit, ())
    return Sieve(
        [rule for rule in rules if (not rule.roles or role in rule.roles) and (rule.reads_change or not change)]
    )
