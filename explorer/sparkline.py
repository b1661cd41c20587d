"""Sparklines: a line as small as a word, for an SVG that the server writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 96, 24, 3
"""Of the SVG's view box; EDGE keeps the dots inside of it."""


@dataclass(frozen=True, slots=True)
class Spark:
    """The points of a line, each of a known value."""

    points: tuple[tuple[float, float], ...]

    def __str__(self) -> str:
        """As SVG's `points` has them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


def spark(values: Sequence[float | None]) -> Spark | None:
    """A line over equal steps of time, the least value at the bottom, the most at the top; None for fewer than two.

    A value that is not known has its step, but no point.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    least, most = min(known), max(known)
    return Spark(
        tuple(
            (_across(place, len(values)), _up(value, least, most))
            for place, value in enumerate(values)
            if value is not None
        )
    )


def _across(place: int, count: int) -> float:
    return round(EDGE + place / (count - 1) * (WIDTH - 2 * EDGE), 1)


def _up(value: float, least: float, most: float) -> float:
    height = (value - least) / (most - least) if most > least else 0.5
    return round(HEIGHT - EDGE - height * (HEIGHT - 2 * EDGE), 1)
