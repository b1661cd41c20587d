"""Quantities and links, characters a second, beside Recognizers-Text, which reads quantities alone, and a regex."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench.nation_pages import made_bodies
from bench.outcome import Outcome, at_least, at_most
from bench.peers import NotInstalledError
from bench.quantities import READERS
from bench.ratio import ROUNDS, Times, side_by_side
from extract.report.facts import Frame, read_facts
from extract.report.outline import outline
from extract.report.quantities import find_quantities
from extract.report.repair import repair

BODIES = 20

PEER_BODIES, PEER_ROUNDS = 3, 3
"""Of the bodies and rounds for Recognizers-Text, which takes a second for two."""

OURS, QUANTITIES, PEER, PLAIN = "quantities and links", "quantities alone", "Recognizers-Text (zh)", "plain regex"

FRAME = Frame("report", "snapshot", 2024, "government")

Reader = Callable[[str], object]


def _links(text: str) -> object:
    body = repair(text)
    return read_facts(body, outline(body), FRAME)


def _quantities(text: str) -> object:
    return find_quantities(repair(text).text)


def _times(readers: dict[str, Reader], texts: list[str], rounds: int) -> Times:
    return side_by_side({name: partial(_all, read, texts) for name, read in readers.items()}, rounds)


def _all(read: Reader, texts: list[str]) -> None:
    for text in texts:
        read(text)


def run(count: int = BODIES, rounds: int = ROUNDS) -> list[Outcome]:
    """Prints characters a second of each reader and its ratio to ours."""
    texts = made_bodies(count)
    characters = sum(map(len, texts))
    print(f"links: {count} reports of {characters:,} characters, median of {rounds} rounds, one core")
    times = _times({OURS: _links, QUANTITIES: _quantities, PLAIN: READERS[PLAIN]()}, texts, rounds)
    for name in times.rounds:
        _print(name, characters / times.seconds(name), 1 / times.ratio(name, OURS))
    peer = _peer(texts[:PEER_BODIES], min(rounds, PEER_ROUNDS))
    what = "quantities and links, characters a second"
    return [at_least(what, PEER, 50, peer), at_most(what, "a plain number regex", 8, times.ratio(OURS, PLAIN))]


def _peer(texts: list[str], rounds: int) -> float | None:
    """How many times as long the peer takes; None where it is not installed."""
    try:
        read = READERS[PEER]()
    except NotInstalledError:
        print(f"  {PEER:<24}not installed")
        return None
    times = _times({OURS: _links, PEER: read}, texts, rounds)
    ratio = times.ratio(PEER, OURS)
    _print(PEER, sum(map(len, texts)) / times.seconds(PEER), 1 / ratio)
    return ratio


def _print(name: str, speed: float, of_ours: float) -> None:
    print(f"  {name:<24}{speed:14,.0f} characters a second{of_ours:10.4g} times ours", flush=True)


if __name__ == "__main__":
    run()
