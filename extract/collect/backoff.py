"""The hosts that a run leaves alone: they refused it, failed it, or asked for a pause longer than the night."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from threading import Lock

from extract.collect.failures import Kind, LeftAloneError
from extract.collect.hosts import host_of

LIMITS: dict[Kind, int] = {"blocked": 3, "outage": 5}
"""Fruitless requests in a row after which a host is left alone for the rest of the run. Who is refused and goes on
asking is refused for longer; a portal that is down costs three attempts and up to 90 seconds a page."""

RUNS_KEPT = 4
"""As with the rules of robots.txt: a new run begins anew."""


class HostsOfRun:
    """How the hosts of a run have answered so far. Safe to share between threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._fruitless: Counter[tuple[str, Kind]] = Counter()
        self._left: dict[str, tuple[Kind, str]] = {}

    def check(self, url: str) -> None:
        """Raises LeftAloneError for an address whose host is left alone."""
        host = host_of(url) or url
        with self._guard:
            left = self._left.get(host)
        if left:
            raise LeftAloneError(left[0], host, f"{host} is left alone until the next run: {left[1]}")

    def failed(self, url: str, kind: Kind, why: str) -> None:
        """Count a request that was refused or failed; what is no fault of the host's counts for nothing."""
        host = host_of(url) or url
        with self._guard:
            self._fruitless[host, kind] += 1
            count = self._fruitless[host, kind]
            if count >= LIMITS.get(kind, count + 1):
                self._left.setdefault(host, (kind, f"{count} requests in a row were in vain, the last one {why}"))

    def answered(self, url: str) -> None:
        """The host gave what it was asked for, or said that it has no such page."""
        host = host_of(url) or url
        with self._guard:
            for kind in LIMITS:
                self._fruitless.pop((host, kind), None)

    def leave(self, url: str, kind: Kind, why: str) -> None:
        """Leave a host alone from now on."""
        with self._guard:
            self._left.setdefault(host_of(url) or url, (kind, why))


@lru_cache(maxsize=RUNS_KEPT)
def hosts_of_run(run_id: str) -> HostsOfRun:  # noqa: ARG001 - the cache's key
    """The hosts that all sources of a run in this process share."""
    return HostsOfRun()
