"""Which sources a night asks: those whose last good run is as old as their cadence says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from extract.collect.source import Source
from extract.errors import ReleaseError, UsageError
from extract.knowledge import nearest
from flows.summary import SourceResult
from warehouse.good_runs import read_good_runs

CHINA = timezone(timedelta(hours=8))
"""Nights are counted there, by the calendar: of two runs a day apart the second may begin some seconds earlier."""


EVERY_NIGHT = 1
"""Days of cadence."""


def last_good_runs(releases: Path) -> dict[str, datetime]:
    """When the last run began in which a source was collected, by source id, as far as the latest release knows.

    None is known where no release can be read: then every source is due, whatever keeps the release from us.
    """
    try:
        return read_good_runs(releases)
    except ReleaseError:
        return {}


def by_cadence(
    sources: Iterable[Source], good: Mapping[str, datetime], now: datetime, *, again: bool = False
) -> tuple[list[Source], list[SourceResult]]:
    """The sources that are due, and a result for each of the others, which says since when and until when.

    Those of every night are due `again` on the day on which they were collected.
    """
    due, others = [], []
    for source in sources:
        next_on = _next_on(source, good.get(source.id))
        if next_on is None or next_on <= day(now) or (again and source.cadence.days <= EVERY_NIGHT):
            due.append(source)
        else:
            others.append(
                SourceResult(source.id, not_due=f"not due: collected {day(good[source.id])}, again {next_on}")
            )
    return due, others


def named(sources: Iterable[Source], ids: Iterable[str]) -> list[Source]:
    """The sources of these ids. Raises UsageError for one that is not there."""
    known = {source.id: source for source in sources}
    for name in ids:
        if name not in known:
            raise UsageError(f"there is no source {name}{nearest(name, known)}", "`fazhi sources list` names them.")
    return [known[name] for name in dict.fromkeys(ids)]


def _next_on(source: Source, good: datetime | None) -> date | None:
    return day(good) + timedelta(days=source.cadence.days) if good else None


def day(time: datetime) -> date:
    """The day in China, by which nights are counted."""
    return time.astimezone(CHINA).date()
