"""One request at a time to a host, and a pause between two; shared by all sources of a process."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

HOSTS_AT_ONCE = 16
"""Exchanges under way in this process, each with another host."""


@dataclass(slots=True)
class _Host:
    turn: Lock = field(default_factory=Lock)
    ended: float = float("-inf")
    delay: float = 0.0
    """That of the source which had the last turn."""
    rests_until: float = float("-inf")


class Pace:
    """Turns at hosts. Safe to share between threads: two that ask one host wait for each other."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._places = BoundedSemaphore(HOSTS_AT_ONCE)

    @contextmanager
    def turn(self, host: str, delay_seconds: float) -> Iterator[None]:
        """Wait until `delay_seconds` have passed since the last turn at this host, and hold it for the block.

        Where the source of the last turn asks for a longer delay, that is kept. The pause counts from the end of an
        exchange: from its start, a request that was slow to arrive would be followed too soon, as the host sees it.
        """
        place = self._host(host)
        with place.turn:
            _sleep_until(max(place.ended + max(delay_seconds, place.delay), place.rests_until))
            try:
                with self._places:
                    yield
            finally:
                place.ended, place.delay = time.monotonic(), delay_seconds

    def rest(self, host: str, seconds: float) -> None:
        """Let nobody have a turn at this host before the seconds have passed: it asked for that."""
        place = self._host(host)
        place.rests_until = max(place.rests_until, time.monotonic() + seconds)

    def _host(self, host: str) -> _Host:
        with self._guard:
            return self._hosts[host]


def _sleep_until(due: float) -> None:
    # a sleep may end a little early: look again
    while (wait := due - time.monotonic()) > 0:
        time.sleep(wait)


PACE = Pace()
"""The pace of this process."""
