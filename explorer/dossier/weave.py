"""Weave: a text and spans over it to nested elements, whichever way the spans lie to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from explorer.dossier.markup import Html, join, text


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of the text and the element around it.

    An outer layer (lower number) is never cut by an inner one: where two cross, the inner one is closed and opened
    again. `wrap` is given the inside of each piece, and whether it is the first.
    """

    start: int
    end: int
    layer: int
    wrap: Callable[[Html, bool], Html]


@dataclass(slots=True)
class _Element:
    span: Span
    is_first: bool
    inside: list[Html] = field(default_factory=list)


def _nesting(span: Span) -> tuple[int, int, int]:
    return span.layer, span.start, -span.end


def weave(body: str, spans: Sequence[Span]) -> Html:
    """The whole text, escaped, with every span's element around its characters. The text itself is unchanged."""
    starting = defaultdict(list)
    for span in spans:
        starting[span.start].append(span)
    cuts = sorted({0, len(body)}.union(*((span.start, span.end) for span in spans)))
    woven: list[Html] = []
    stack: list[_Element] = []
    active: list[Span] = []
    for start, end in pairwise(cuts):
        active = sorted([span for span in active if span.end > start] + starting[start], key=_nesting)
        _close(stack, _common([element.span for element in stack], active), woven)
        stack += [_Element(span, is_first=span.start == start) for span in active[len(stack) :]]
        (stack[-1].inside if stack else woven).append(text(body[start:end]))
    _close(stack, 0, woven)
    return join(woven)


def _common(before: Sequence[Span], now: Sequence[Span]) -> int:
    """How many elements stay open: the spans that both have at their head."""
    depth = 0
    while depth < min(len(before), len(now)) and before[depth] is now[depth]:
        depth += 1
    return depth


def _close(stack: list[_Element], depth: int, woven: list[Html]) -> None:
    while len(stack) > depth:
        element = stack.pop()
        (stack[-1].inside if stack else woven).append(element.span.wrap(join(element.inside), element.is_first))
