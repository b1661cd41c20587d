"""One request at a time to a host, and a pause between two; shared by all sources of a process."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Pace:
    """Turns at hosts. Safe to share between threads: two that ask one host wait for each other."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._turns: defaultdict[str, Lock] = defaultdict(Lock)
        self._ended: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, delay_seconds: float) -> Iterator[None]:
        """Wait until `delay_seconds` have passed since the last turn at this host, and hold it for the block.

        The pause counts from the end of an exchange: from its start, a request that was slow to arrive would be
        followed too soon, as the host sees it.
        """
        with self._guard:
            turn = self._turns[host]
        with turn:
            due = self._ended.get(host, -delay_seconds) + delay_seconds
            # a sleep may end a little early: look again
            while (wait := due - time.monotonic()) > 0:
                time.sleep(wait)
            try:
                yield
            finally:
                self._ended[host] = time.monotonic()


PACE = Pace()
"""The pace of this process."""
