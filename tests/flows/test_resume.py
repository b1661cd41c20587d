"""What a run left undone, and who goes on with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from extract.collect.source import Source
from extract.errors import UsageError
from extract.records import RunRow
from flows.resume import RESUMED_WITHIN, left_by, resumed, retried, walked_anew
from flows.runs import Run
from flows.summary import SourceResult, Summary, WarcResult, run_row, unended_row

NIGHT = datetime(2026, 11, 21, 18, 0, 5, tzinfo=UTC)
"""02:00:05 on the 22nd in China."""


def run(began: datetime = NIGHT, command: str = "nightly") -> Run:
    return Run(f"{began:%Y%m%dT%H%M%SZ}-0001", command, began)


def half_done(began: datetime = NIGHT, command: str = "nightly") -> Summary:
    done = [SourceResult("a", taken=3), SourceResult("b", error="down"), SourceResult("z", not_due="not due")]
    return Summary(run(began, command), due=["a", "b", "c"], kept=["k"], sources=done)


def killed(began: datetime = NIGHT, command: str = "nightly") -> RunRow:
    return unended_row(half_done(began, command))


def test_what_is_left_is_what_was_due_and_is_not_done() -> None:
    left = left_by(killed())
    assert left.finished == {"a", "k"}
    assert left.unfinished == {"b", "c"}
    assert left.error == "it was killed"


LATER = timedelta(hours=2)


@pytest.mark.parametrize(
    ("before", "began", "is_resumed"),
    [
        (killed(), NIGHT + LATER, True),
        (killed(), NIGHT + RESUMED_WITHIN + timedelta(seconds=1), False),
        (killed(), NIGHT - LATER, False),  # the clock was moved back
        (killed(NIGHT - timedelta(hours=3)), NIGHT, False),  # 23:00 of the day before in China
        (killed(command="replay"), NIGHT + LATER, False),
        (run_row(half_done()), NIGHT + LATER, False),  # degraded: it published
    ],
)
def test_a_run_that_published_nothing_is_gone_on_with_in_the_same_night(
    before: RunRow, began: datetime, is_resumed: bool
) -> None:
    assert (resumed([before], run(began)) is not None) is is_resumed


def test_a_run_that_failed_to_load_is_gone_on_with() -> None:
    summary = half_done()
    summary.error = "the disk is full"
    left = resumed([run_row(summary)], run(NIGHT + LATER))
    assert left is not None
    assert (left.finished, left.error) == ({"a", "k"}, "the disk is full")


def test_only_the_run_before_counts() -> None:
    published = run_row(Summary(run(NIGHT + LATER / 2)))
    assert resumed([published, killed()], run(NIGHT + LATER)) is None


def test_the_run_itself_is_not_the_one_before() -> None:
    own = unended_row(Summary(run(NIGHT + LATER)))
    left = resumed([own, killed()], run(NIGHT + LATER))
    assert left is not None
    assert left.run_id == run().run_id


@pytest.mark.parametrize(
    ("summary", "again"),
    [
        (half_done(), ({"b", "c"}, set())),
        (
            Summary(run(), due=["a"], sources=[SourceResult("a")], warcs=[WarcResult("a/1", error="bug")]),
            (set(), {"a/1"}),
        ),
        (Summary(run(), error="a check fails"), (set(), set())),
    ],
)
def test_a_retry_takes_what_failed(summary: Summary, again: tuple[set[str], set[str]]) -> None:
    left = retried(run_row(summary), run().run_id)
    assert (left.unfinished, left.warcs) == again


@pytest.mark.parametrize(
    ("row", "said"), [(None, "no run x is known"), (run_row(Summary(run())), "nothing failed in run x")]
)
def test_a_retry_of_nothing_is_refused(row: RunRow | None, said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        retried(row, "x")
    assert refused.value.remedy


@pytest.mark.parametrize("summary", ["{}", '{"killed": true}', '{"collect": [{"source_id": "a", "error": null}]}'])
def test_rows_of_older_versions_are_read(summary: str) -> None:
    row = RunRow("x", "nightly", "failed", NIGHT, NIGHT, "2", summary)
    assert not left_by(row).unfinished


def test_a_source_that_was_half_done_walks_its_listings_to_the_end() -> None:
    sources = [Source(each, "p", "990101", "trs", (), (), 3.0) for each in ("a", "b", "c", "d")]
    again = walked_anew(
        sources, [run_row(Summary(run(NIGHT + LATER), due=["c"], sources=[SourceResult("c")])), killed()]
    )
    assert [source.cadence.full_walk_days for source in again] == [30, 0, 30, 30]
