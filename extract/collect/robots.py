"""robots.txt: read once a host and run, kept to by every source of that run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from protego import Protego

from extract.collect.wire import AGENT
from extract.errors import FetchError, RefusedError

CRAWL_DELAY_MAX = 60.0
"""Seconds. A crawl-delay is honoured up to here; beyond, a portal of a hundred pages would outlast the night."""

ROBOTS_MAX = 500 * 1024
"""Bytes that are read of a robots.txt: what RFC 9309 asks for at least. What follows them is left."""

RUNS_KEPT = 4
"""Rules are kept of the last runs of a process alone: a run reads robots.txt anew."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says; `failure` is why it could not be had, which forbids the host for the run."""

    parser: Protego | None
    failure: FetchError | None = None

    def check(self, url: str) -> None:
        """Raises RefusedError for what is forbidden or on a refused host, FetchError where no rules could be had."""
        if isinstance(self.failure, RefusedError):
            raise RefusedError(f"{url}: not asked ({self.failure.message})", self.failure.remedy) from self.failure
        if self.failure:
            raise FetchError(
                f"{url}: not asked, because robots.txt could not be had ({self.failure.message})",
                "A host whose rules are unknown is left alone; the next run asks again.",
            )
        if self.parser and not self.parser.can_fetch(url, AGENT):
            raise RefusedError(f"{url}: robots.txt forbids it", "Nothing to do, unless the publisher agrees otherwise.")

    def delay(self, delay_seconds: float) -> float:
        """The longer of the source's own delay and the one that robots.txt asks for."""
        asked = (self.parser.crawl_delay(AGENT) if self.parser else None) or 0.0
        return max(delay_seconds, min(asked, CRAWL_DELAY_MAX))


class RulesOfRun:
    """The rules of every host asked in a run. Safe to share between threads: a host is asked once."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._turns: dict[str, Lock] = {}
        self._rules: dict[str, Rules] = {}

    def of(self, origin: str, read: Callable[[str], Rules]) -> Rules:
        """The rules of an origin (`https://host`); `read` is called with it the first time."""
        with self._guard:
            turn = self._turns.setdefault(origin, Lock())
        with turn:
            if origin not in self._rules:
                self._rules[origin] = read(origin)
            return self._rules[origin]


@lru_cache(maxsize=RUNS_KEPT)
def rules_of_run(run_id: str) -> RulesOfRun:  # noqa: ARG001 - the cache's key
    """The rules that all sources of a run in this process share."""
    return RulesOfRun()
