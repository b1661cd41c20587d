"""Turns at hosts, as the hosts see them."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Lock

from extract.collect.pace import HOSTS_AT_ONCE, Pace


class Seen:
    """When the exchanges of a test began and ended, and how many were under way at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way = 0
        self.most = 0
        self.spans: list[tuple[float, float]] = []

    def exchange(self) -> None:
        began = time.monotonic()
        with self._lock:
            self._under_way += 1
            self.most = max(self.most, self._under_way)
        time.sleep(0.02)
        with self._lock:
            self._under_way -= 1
            self.spans.append((began, time.monotonic()))


def together(count: int, ask: Callable[[int], None]) -> None:
    with ThreadPoolExecutor(count) as threads:
        list(threads.map(ask, range(count)))


def test_threads_that_ask_one_host_wait_for_each_other() -> None:
    pace, seen = Pace(), Seen()

    def ask(_: int) -> None:
        with pace.turn("www.songxi.example", 0.02):
            seen.exchange()

    together(6, ask)
    assert seen.most == 1
    pauses = [later[0] - earlier[1] for earlier, later in pairwise(sorted(seen.spans))]
    assert all(pause >= 0.02 for pause in pauses)


def test_of_two_sources_of_a_host_the_one_that_asks_for_a_longer_delay_has_it_on_both_sides() -> None:
    pace, seen = Pace(), Seen()
    for delay in (0.0, 0.15, 0.0):
        with pace.turn("www.songxi.example", delay):
            seen.exchange()
    assert all(later[0] - earlier[1] >= 0.15 for earlier, later in pairwise(seen.spans))


def test_no_more_hosts_are_asked_at_once_than_is_allowed() -> None:
    pace, seen = Pace(), Seen()

    def ask(number: int) -> None:
        with pace.turn(f"h{number}.example", 0.0):
            seen.exchange()

    together(HOSTS_AT_ONCE * 2, ask)
    assert seen.most <= HOSTS_AT_ONCE
    assert len(seen.spans) == HOSTS_AT_ONCE * 2


def test_a_host_that_asks_for_rest_has_it_from_all() -> None:
    pace, seen = Pace(), Seen()
    asked_at = time.monotonic()
    pace.rest("www.songxi.example", 0.15)

    def ask(_: int) -> None:
        with pace.turn("www.songxi.example", 0.0):
            seen.exchange()

    together(3, ask)
    assert min(began for began, _ in seen.spans) >= asked_at + 0.15
