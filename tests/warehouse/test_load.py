from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import duckdb
import pytest

from warehouse.load import Counts

DERIVED = (
    "report_version",
    "report_place",
    "section",
    "fact",
    "citation",
    "listing_entry",
    "snapshot",
    "issue",
    "source",
    "run",
    "event",
    "known_page",
    "source_monitor",
)

CHANGED = (
    ("opening", "现将本县情况报告如下。"),
    ("achievements", "一、主要工作。收到复议申请61件,受理54件。"),
    ("plan", "二、下一年打算。组织培训10次。"),
)
RECEIVED = ("61件", "61", "reconsideration.applications_received")
ACCEPTED = ("54件", "54", "reconsideration.accepted")
URL = "http://portal.test/2023.html"
OTHER_URL = "http://portal.test/2022.html"


def content(desk: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {name: desk.ask(f"FROM {name} ORDER BY ALL") for name in DERIVED}


def three_nights(desk: Any) -> list[tuple[str, list[Any]]]:
    """New; as before, with a second report; changed."""
    first = desk.capture(0)
    return [
        ("collect/0/yixian", [desk.source(), desk.entry(0), desk.issue(0)]),
        ("extract/yixian/0", first),
        ("run/0", [desk.run(0)]),
        ("collect/1/yixian", [desk.source(platform="hanweb"), desk.entry(1), desk.issue(1)]),
        ("extract/yixian/1", [desk.snapshot(1, refers_to=first[0].snapshot_id), *desk.capture(1, OTHER_URL)]),
        ("run/1", [desk.run(1, state="degraded")]),
        ("collect/2/yixian", [desk.source(), desk.entry(2, title="又一个标题")]),
        ("extract/yixian/2", desk.capture(2, lines=CHANGED, facts=[RECEIVED, ACCEPTED])),
    ]


def test_staged_rows_are_loaded_and_counted(desk: Any) -> None:
    for name, rows in three_nights(desk)[:3]:
        desk.stage(name, *rows)
    summary = desk.load()
    assert summary.sets == ("collect/0/yixian", "extract/yixian/0", "run/0")
    assert summary.counts["report_version"] == Counts(added=1)
    assert summary.counts["fact"] == Counts(added=3)
    assert summary.counts["division"] == Counts(added=4)
    assert desk.ask("SELECT issuer, report_year, version FROM report") == [("乙县人民政府", 2023, 1)]
    assert desk.ask("SELECT set_name, row_count FROM loaded_set ORDER BY ALL")[1] == ("extract/yixian/0", 8)


def test_loading_twice_changes_nothing(desk: Any) -> None:
    for name, rows in three_nights(desk):
        desk.stage(name, *rows)
    desk.load()
    before = content(desk)
    again = desk.load()
    assert again.sets == ()
    assert all(count.added == count.changed == count.removed == 0 for count in again.counts.values())
    assert content(desk) == before


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_loading_makes_no_difference(desk: Any, tmp_path: Any, seed: int) -> None:
    nights = three_nights(desk)
    for name, rows in nights:
        desk.stage(name, *rows)
    desk.load()
    shuffled = replace(desk, root=tmp_path / "shuffled")
    random.Random(seed).shuffle(nights)  # noqa: S311
    for number, (name, rows) in enumerate(nights):
        shuffled.stage(name, *rows)
        if number % 2:
            shuffled.load()
    shuffled.load()
    assert content(shuffled) == content(desk)


def test_an_unchanged_portal_adds_and_changes_nothing_of_reports(desk: Any) -> None:
    first = desk.capture(0)
    desk.load_rows(desk.source(), desk.entry(0), desk.issue(0), *first)
    desk.stage("next", desk.source(), desk.entry(1), desk.issue(1), desk.snapshot(1, refers_to=first[0].snapshot_id))
    counts = desk.load().counts
    assert {name: (counts[name].added, counts[name].changed) for name in counts if name != "snapshot"} == {
        name: (0, 0) for name in counts if name != "snapshot"
    }
    assert counts["fact"].unchanged == 3
    assert desk.ask("SELECT first_seen_at, last_seen_at FROM report") == [(desk.night(0), desk.night(1))]


def test_other_bytes_with_the_same_words_change_nothing(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.stage("next", *desk.capture(1))
    counts = desk.load().counts
    assert counts["report_version"] == Counts(unchanged=1)
    assert counts["fact"] == Counts(unchanged=3)
    assert desk.ask("SELECT snapshot_id = (SELECT min_by(snapshot_id, fetched_at) FROM snapshot) FROM report") == [
        (True,)
    ]


def test_a_changed_report_closes_its_version(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.stage("next", *desk.capture(1, lines=CHANGED, facts=[RECEIVED, ACCEPTED]))
    counts = desk.load().counts
    assert counts["report_version"] == Counts(added=1, changed=1)
    assert counts["fact"] == Counts(added=1, changed=1, removed=2), "54件 now stands in another sentence"
    assert desk.ask("SELECT version, valid_to FROM report_version ORDER BY version") == [(1, desk.night(1)), (2, None)]
    assert desk.ask("SELECT quote FROM fact ORDER BY char_start") == [("61件",), ("54件",)]


def test_the_facts_of_an_older_version_stay_within_reach(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.load_rows(*desk.capture(1, lines=CHANGED, facts=[RECEIVED, ACCEPTED]))
    old = "SELECT quote FROM reading_fact JOIN version_span USING (reading_no) WHERE version = 1 ORDER BY char_start"
    assert desk.ask(old) == [("58件",), ("54件",), ("10次",)]


def test_rows_that_two_sets_tell_are_loaded_once(desk: Any) -> None:
    rows = desk.capture(0)
    desk.stage("a", *rows, desk.entry(0), desk.entry(0))
    desk.stage("b", *rows)
    desk.load()
    assert desk.ask("SELECT count(*), count(DISTINCT fact_id) FROM fact") == [(3, 3)]
    assert desk.ask("SELECT count(*) FROM reading") == desk.ask("SELECT count(*) FROM listing_entry") == [(1,)]


def test_readings_are_numbered_without_a_gap_as_they_come(desk: Any) -> None:
    for number, url in enumerate((URL, OTHER_URL, URL)):
        desk.load_rows(*desk.capture(number, url))
    assert desk.ask("SELECT reading_no, url FROM reading ORDER BY 1") == [(1, URL), (2, OTHER_URL)]
    assert desk.ask("SELECT reading_no, count(*) FROM reading_fact GROUP BY 1 ORDER BY 1") == [(1, 3), (2, 3)]


def test_many_rows_are_all_loaded_by_the_load_that_makes_the_file(desk: Any) -> None:
    quotes = [f"{number}件" for number in range(100_000, 100_700)]
    lines = [("opening", "".join(quotes))]
    rows = [
        row
        for number in range(200)
        for row in desk.capture(0, f"{URL}{number}", lines=lines, facts=[(quote, quote[:-1], None) for quote in quotes])
    ]
    desk.stage("extract/yixian/0", *rows)
    assert desk.load().counts["fact"] == Counts(added=140_000)
    assert desk.ask("SELECT count(*), count(DISTINCT report_id) FROM fact") == [(140_000, 200)]


def test_an_issue_keeps_when_it_was_first_and_last_raised(desk: Any) -> None:
    desk.load_rows(desk.issue(3))
    desk.load_rows(desk.issue(1))
    desk.load_rows(desk.issue(5, message="still there"))
    assert desk.ask("SELECT first_seen_at, last_seen_at, run_id, message FROM issue") == [
        (desk.night(1), desk.night(5), desk.run_id(5), "still there")
    ]


def test_a_listing_entry_is_as_its_newest_run_saw_it(desk: Any) -> None:
    desk.load_rows(desk.entry(2, verdict="refused"))
    desk.load_rows(desk.entry(0))
    assert desk.ask("SELECT verdict, first_seen_at, last_seen_at FROM listing_entry") == [
        ("refused", desk.night(0), desk.night(2))
    ]


def test_a_run_that_is_staged_again_is_as_it_was_known_last(desk: Any) -> None:
    desk.load_rows(desk.run(0, state="failed"))
    desk.load_rows(desk.run(0, finished_at=desk.night(0) + timedelta(hours=1)))
    assert desk.ask("SELECT state FROM run") == [("ok",)]


def test_indicators_and_divisions_are_those_that_are_given(desk: Any) -> None:
    desk.load()
    first, second, *others = desk.divisions
    desk.divisions = (first, second.__class__("990100", "甲新市", "prefecture", "990000", None, None), *others[:1])
    counts = desk.load().counts["division"]
    assert counts == Counts(added=0, changed=1, unchanged=2, removed=1)
    assert desk.ask("SELECT name FROM division WHERE code = '990100'") == [("甲新市",)]


def test_a_code_can_have_two_divisions_over_time(desk: Any) -> None:
    old = desk.divisions[3]
    desk.divisions = (*desk.divisions, old.__class__("990102", "丙市", "county", "990100", old.valid_to, None))
    desk.load()
    assert desk.ask("SELECT name FROM division WHERE code = '990102' ORDER BY valid_from NULLS FIRST") == [
        ("丙县",),
        ("丙市",),
    ]


def test_a_replaced_set_is_read_anew_in_place_of_the_old(desk: Any) -> None:
    desk.stage("extract/yixian/0", *desk.capture(0))
    desk.stage("extract/yixian/1", *desk.capture(1, OTHER_URL))
    desk.load()
    desk.stage("extract/yixian/0", *desk.capture(0, facts=[ACCEPTED], extractor_version="2.0"))
    summary = desk.load()
    assert summary.rebuilt
    assert summary.counts["fact"] == Counts(unchanged=4, removed=2)
    assert summary.counts["report_version"] == Counts(changed=1, unchanged=1)
    assert desk.ask("SELECT count(*) FROM reading_fact") == [(4,)]
    assert not desk.load().rebuilt


def test_a_replaced_set_that_has_lost_a_report_takes_it_away(desk: Any) -> None:
    desk.stage("extract/yixian/0", *desk.capture(0))
    desk.load()
    desk.stage("extract/yixian/0", desk.snapshot(0))
    counts = desk.load().counts
    assert (counts["report_version"].removed, counts["fact"].removed) == (1, 3)
    assert desk.ask("SELECT count(*) FROM report") == desk.ask("SELECT count(*) FROM reading") == [(0,)]


def test_a_set_that_was_written_again_with_the_same_rows_is_no_other(desk: Any) -> None:
    for _ in range(2):
        desk.stage("extract/yixian/0", *desk.capture(0))
        summary = desk.load()
    assert (summary.sets, summary.rebuilt) == ((), False)
    (manifest,) = desk.staging.rglob("set.json")
    assert desk.ask("SELECT manifest_mtime_ns FROM loaded_set") == [(manifest.stat().st_mtime_ns,)]


def test_what_is_loaded_survives_the_loss_of_its_staged_set(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    for file in desk.staging.rglob("*.*"):
        file.unlink()
    desk.load()
    assert desk.ask("SELECT count(*) FROM fact") == [(3,)]


def test_paths_with_quotes_and_brackets_are_read(tmp_path: Any, desk: Any) -> None:
    other = replace(desk, root=tmp_path / "o'brien [1] *")
    other.load_rows(*desk.capture(0))
    assert other.ask("SELECT count(*) FROM fact") == [(3,)]


def test_another_program_reads_the_file_as_it_is(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    with duckdb.connect(desk.file, read_only=True) as connection:
        assert connection.execute("SELECT sum(value) FROM fact").fetchall()[0][0] == 122
