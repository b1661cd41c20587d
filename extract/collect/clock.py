"""The time, and the night that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

Clock = Callable[[], datetime]
"""Gives the time, aware and in UTC. Whoever simulates nights hands in one that is ahead."""

CHINA = timezone(timedelta(hours=8))
"""Nights are counted there, by the calendar: of two runs a day apart the second may begin some seconds earlier."""


def utc_now() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


def nights_between(earlier: datetime, later: datetime) -> int:
    """How many nights lie between two times, by the calendar of China."""
    return (later.astimezone(CHINA).date() - earlier.astimezone(CHINA).date()).days
