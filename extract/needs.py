"""What a pattern cannot match without, so that it is tried only where that stands.

Read from the parse that `re` itself makes of a pattern. What is not understood here asks for nothing: the pattern is
then tried too often, never too seldom.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as sre  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import add
from typing import Any

Signs = frozenset[str]
"""Characters and pairs of neighbours; at the edge of a pattern KINDS, too."""

KINDS = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s"}
"""Classes of characters that stand for themselves, not for their members."""

REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
WIDTHLESS = (op.AT, op.ASSERT, op.ASSERT_NOT)

MOST = 128
"""Members of a range that are listed one by one."""


def signs_of(text: str) -> Iterator[str]:
    """The characters of a text and its pairs of neighbours."""
    return chain(text, map(add, text, text[1:]))


@cache  # the rules for several measure words share their patterns
def needed_signs(pattern: str) -> tuple[Signs, ...]:
    """Sets of signs, of each of which every text has one in which the pattern is found."""
    return tuple(_needed(_parsed(pattern)))


def last_characters(pattern: str) -> Signs | None:
    """The characters that a match ends in; None where it may end in any or be empty."""
    signs = _edge(_parsed(pattern), -1)
    return None if signs is None or "" in signs or _has_kinds(signs) else signs


def first_class(pattern: str) -> str | None:
    """The class of characters that a match begins with; None where it may begin with any or be empty."""
    signs = _edge(_parsed(pattern), 1)
    if signs is None or "" in signs:
        return None
    return f"[{''.join(sign if _has_kinds({sign}) else re.escape(sign) for sign in sorted(signs))}]"


def _parsed(pattern: str) -> Sequence[Any]:
    """The pattern as rows of code and value; as any character where letter case does not count."""
    parsed = sre.parse(pattern)
    return [(op.ANY, None)] if parsed.state.flags & re.IGNORECASE else parsed


def _needed(items: Iterable[Any]) -> list[Signs]:
    needed: list[Signs] = []
    before = ""
    for code, value in items:
        character = chr(value) if code is op.LITERAL else ""
        if character:
            needed.append(frozenset({before + character}))
        elif signs := _needed_by(code, value):
            needed.append(signs)
        before = character
    return needed


def _needed_by(code: Any, value: Any) -> Signs | None:
    if code is op.IN:
        signs = _members(value)
        return None if signs is None or _has_kinds(signs) else signs
    if code is op.BRANCH:
        return _united(most_telling(_needed(branch)) for branch in value[1])
    if code is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else most_telling(_needed(value[3]))
    if code in REPEATS and value[0] > 0:
        return most_telling(_needed(value[2]))
    return None


def most_telling(needed: Iterable[Signs], common: Callable[[str], int] = lambda _: 1) -> Signs | None:
    """Of such sets the one that the fewest texts fit: pairs before characters, then those with few common signs."""
    return min(needed, key=lambda signs: (-min(map(len, signs)), sum(map(common, signs))), default=None)


def _edge(items: Sequence[Any], step: int) -> Signs | None:
    """The characters at one edge of a row (1 its beginning, -1 its end), with an empty one where it may be empty."""
    signs: Signs = frozenset()
    for code, value in items[::step]:
        found = _edge_of(code, value, step)
        if found is None:
            return None
        signs |= found - {""}
        if "" not in found:
            return signs
    return signs | {""}


def _edge_of(code: Any, value: Any, step: int) -> Signs | None:
    if code is op.LITERAL:
        return frozenset({chr(value)})
    if code is op.IN:
        return _members(value)
    if code in WIDTHLESS:
        return frozenset({""})
    if code is op.BRANCH:
        return _united(_edge(branch, step) for branch in value[1])
    if code is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _edge(value[3], step)
    if code in REPEATS:
        return _united([_edge(value[2], step), frozenset() if value[0] else frozenset({""})])
    return None


def _united(branches: Iterable[Signs | None]) -> Signs | None:
    signs: set[str] = set()
    for branch in branches:
        if branch is None:
            return None
        signs |= branch
    return frozenset(signs)


def _members(items: Iterable[Any]) -> Signs | None:
    """What a class lists; None for a negated or a large one."""
    signs: set[str] = set()
    for code, value in items:
        if code is op.LITERAL:
            signs.add(chr(value))
        elif code is op.RANGE and value[1] - value[0] < MOST:
            signs.update(map(chr, range(value[0], value[1] + 1)))
        elif code is op.CATEGORY and value in KINDS:
            signs.add(KINDS[value])
        else:
            return None
    return frozenset(signs)


def _has_kinds(signs: Signs | set[str]) -> bool:
    return not signs.isdisjoint(KINDS.values())
