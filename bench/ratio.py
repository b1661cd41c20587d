"""Ways to do one thing, measured side by side in one process: the processor's time of each, and their ratios."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

ROUNDS = 7

Way = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds by way, one a round."""

    rounds: Mapping[str, list[float]]

    def seconds(self, way: str) -> float:
        """The median of a way's rounds."""
        return median(self.rounds[way])

    def ratio(self, way: str, other: str) -> float:
        """How many times as long a way takes as another: the median of the rounds' ratios."""
        return median(ours / theirs for ours, theirs in zip(self.rounds[way], self.rounds[other], strict=True))


def side_by_side(
    ways: Mapping[str, Way], rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time
) -> Times:
    """Every way once to warm up, then in each round every way in its turn: a machine that slows down slows them all.

    `clock` gives seconds: without it those that the threads of this process worked, whoever else wants the machine.
    """
    for work in ways.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            began = clock()
            work()
            taken[name].append(clock() - began)
    return Times(taken)
