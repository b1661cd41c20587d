"""Which sources a night asks: those whose last good run is as old as their cadence says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from extract.collect.source import Source
from extract.errors import ReleaseError
from flows.summary import SourceResult
from warehouse.good_runs import read_good_runs

CHINA = timezone(timedelta(hours=8))
"""Nights are counted there, by the calendar: of two runs a day apart the second may begin some seconds earlier."""


def last_good_runs(releases: Path) -> dict[str, datetime]:
    """When the last run began in which a source was collected, by source id, as far as the latest release knows.

    None is known where no release can be read: then every source is due, whatever keeps the release from us.
    """
    try:
        return read_good_runs(releases)
    except ReleaseError:
        return {}


def by_cadence(
    sources: Iterable[Source], good: Mapping[str, datetime], now: datetime
) -> tuple[list[Source], list[SourceResult]]:
    """The sources that are due, and a result for each of the others, which says since when and until when."""
    due, others = [], []
    for source in sources:
        again = _again_on(source, good.get(source.id))
        if again is None or again <= _day(now):
            due.append(source)
        else:
            others.append(SourceResult(source.id, not_due=f"not due: collected {_day(good[source.id])}, again {again}"))
    return due, others


def _again_on(source: Source, good: datetime | None) -> date | None:
    return _day(good) + timedelta(days=source.cadence.days) if good else None


def _day(time: datetime) -> date:
    return time.astimezone(CHINA).date()
