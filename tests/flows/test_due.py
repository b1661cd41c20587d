"""Which sources a night asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extract.collect.source import Cadence, Source
from flows.due import by_cadence, last_good_runs


def source(days: int) -> Source:
    return Source("songxi", "松溪区人民政府", "990101", "trs", (), (), 3.0, cadence=Cadence(days=days))


NIGHT = datetime(2026, 11, 21, 18, 0, 5, tzinfo=UTC)
"""02:00:05 on the 22nd in China."""


@pytest.mark.parametrize(
    ("days", "good", "is_due"),
    [
        (1, None, True),
        (1, datetime(2026, 11, 20, 18, 0, 9, tzinfo=UTC), True),  # the night before, begun four seconds later
        (1, datetime(2026, 11, 21, 16, 1, tzinfo=UTC), False),  # 00:01 of the same day in China
        (1, datetime(2026, 11, 21, 15, 59, tzinfo=UTC), True),
        (0, datetime(2026, 11, 21, 18, 0, 4, tzinfo=UTC), True),
        (7, datetime(2026, 11, 15, 18, 0, tzinfo=UTC), False),
        (7, datetime(2026, 11, 14, 18, 0, tzinfo=UTC), True),
    ],
)
def test_a_source_is_due_when_its_last_good_run_is_as_old_as_its_cadence(
    days: int, good: datetime | None, is_due: bool
) -> None:
    due, others = by_cadence([source(days)], {"songxi": good} if good else {}, NIGHT)
    assert [each.id for each in due] == ["songxi"] * is_due
    assert [each.source_id for each in others] == ["songxi"] * (not is_due)


@pytest.mark.parametrize(("days", "is_due"), [(0, True), (1, True), (2, False), (7, False)])
def test_at_noon_those_of_every_night_are_due_again(days: int, is_due: bool) -> None:
    due, _ = by_cadence([source(days)], {"songxi": NIGHT}, NIGHT + timedelta(hours=10), again=True)
    assert [each.id for each in due] == ["songxi"] * is_due


def test_who_is_not_due_is_told_since_and_until_when() -> None:
    _, (other,) = by_cadence([source(7)], {"songxi": datetime(2026, 11, 18, 18, 0, tzinfo=UTC)}, NIGHT)
    assert other.not_due == "not due: collected 2026-11-19, again 2026-11-26"
    assert other.error is None


def test_without_a_release_no_run_is_known(tmp_path: Path) -> None:
    assert last_good_runs(tmp_path / "releases") == {}
