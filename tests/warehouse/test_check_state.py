"""What checks remember from release to release, and how their failures stand in the table issue."""

from __future__ import annotations

from typing import Any

import pytest

OTHER = "http://portal.test/b.html"

ISSUES = "SELECT code, severity, url, report_id IS NOT NULL, message, run_id, first_seen_at, last_seen_at FROM issue"


def odd_unit(unit: str) -> dict[str, Any]:
    return {"facts": [("58件", "58", "reconsideration.applications_received", {"unit": unit})]}


def failing(desk: Any, number: int = 0) -> dict[str, int]:
    return {result.name: result.failing for result in desk.check(number) if result.failing}


def test_a_warning_stands_in_issue_with_its_report_and_its_page(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, **odd_unit("58 件")))
    assert failing(desk) == {"unit_is_a_measure_word": 1}
    ((code, severity, url, has_report, message, run_id, first, last),) = desk.ask(ISSUES)
    assert (code, severity, url, has_report) == ("check.unit_is_a_measure_word", "warning", desk.snapshot(0).url, True)
    assert message == "rule: count; quote: 58件; unit: 58 件"
    assert run_id == desk.run_id(0)
    assert first == last == desk.night(0)
    ((source, remedy),) = desk.ask("SELECT source_id, remedy FROM open_issue")
    assert source == "yixian"
    assert remedy.startswith("A unit is a measure word")


def test_an_issue_keeps_its_id_and_the_time_when_it_was_first_found(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, **odd_unit("58 件")))
    desk.check(0)
    before = desk.ask("SELECT issue_id, first_seen_at FROM issue")
    assert failing(desk, 1) == {"unit_is_a_measure_word": 1}
    assert desk.ask("SELECT issue_id, first_seen_at FROM issue") == before
    assert desk.ask("SELECT last_seen_at FROM issue") == [(desk.night(1),)]


def test_a_reading_is_looked_at_once(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    assert failing(desk) == {}
    desk.change("UPDATE reading_fact SET sentence = '另一句。'")
    assert failing(desk) == {}
    desk.load_rows(*desk.capture(1, OTHER, report_year=2022))
    desk.change("UPDATE reading_fact SET sentence = '另一句。'")
    assert failing(desk) == {"fact_sentence_has_quote": 3}


def test_a_reading_that_fails_with_an_error_is_looked_at_again(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.change("UPDATE reading_fact SET sentence = '另一句。'")
    assert failing(desk) == {"fact_sentence_has_quote": 3}
    assert failing(desk) == {"fact_sentence_has_quote": 3}
    desk.change("UPDATE reading_fact SET sentence = quote")
    assert failing(desk) == {}
    assert desk.ask("SELECT count(*) FROM check_failure") == [(0,)]


@pytest.mark.parametrize(
    "change",
    ["UPDATE check_state SET text_id = 'of another text'", "UPDATE indicator SET definition = 'Another.'"],
)
def test_another_text_or_taxonomy_begins_with_the_first_reading(desk: Any, change: str) -> None:
    desk.load_rows(*desk.capture(0))
    assert failing(desk) == {}
    desk.change("UPDATE reading_fact SET unit = '58 件'")
    desk.change(change)
    assert failing(desk) == {"unit_is_a_measure_word": 3}
    assert failing(desk) == {"unit_is_a_measure_word": 3}


def test_what_was_edited_away_leaves_the_issues(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, **odd_unit("58 件")))
    desk.check(0)
    desk.load_rows(*desk.capture(1))
    assert failing(desk, 1) == {}
    assert desk.ask(ISSUES) == []


def test_a_repost_is_not_warned_of_until_it_speaks_for_the_report(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, words_sha256="w"), *desk.capture(1, OTHER, words_sha256="w", **odd_unit("58 件")))
    assert desk.ask("SELECT count(*) FROM report") == [(1,)]
    assert failing(desk) == {}
    desk.change("UPDATE place SET is_primary = NOT is_primary")
    assert failing(desk) == {"unit_is_a_measure_word": 1}
    assert desk.ask("SELECT url, report_id FROM issue") == [(OTHER, desk.ask("SELECT report_id FROM report")[0][0])]


def test_a_release_check_forgets_what_holds_again(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, division_code="123456"))
    assert failing(desk) == {"report_division_is_known": 1}
    desk.change("INSERT INTO division VALUES ('123456', '某县', 'county', NULL, NULL, NULL)")
    assert failing(desk) == {}
    assert desk.ask(ISSUES) == []


def test_a_warehouse_built_anew_begins_anew(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.check()
    desk.stage("extract/yixian/0", *desk.capture(0, **odd_unit("58 件")))
    desk.load()
    assert desk.ask("SELECT count(*) FROM check_state") == [(0,)]
    assert failing(desk) == {"unit_is_a_measure_word": 1}


def unsigned(desk: Any, reports: int, without: int) -> list[Any]:
    return [
        row
        for number in range(reports)
        for row in desk.capture(
            0, f"http://portal.test/{number}", issuer=None if number < without else "乙县人民政府", report_year=number
        )
    ]


@pytest.mark.parametrize(("reports", "without", "warned"), [(5, 1, True), (20, 2, True), (20, 1, False), (4, 4, False)])
def test_a_source_whose_reports_are_in_no_series(desk: Any, reports: int, without: int, warned: bool) -> None:
    desk.load_rows(*unsigned(desk, reports, without))
    found = {result.name: result for result in desk.check() if result.failing}
    assert ("source_tells_issuer_and_year" in found) == warned
    if warned:
        (row,) = found["source_tells_issuer_and_year"].sample
        assert row["source_id"] == "yixian"
        assert row["message"] == f"reports: {reports}; without_issuer: {without}; without_year: 0"


def test_a_source_that_lists_reports_and_gives_none(desk: Any) -> None:
    desk.load_rows(
        desk.source(), desk.entry(0), desk.entry(0, OTHER), desk.entry(0, "http://portal.test/c", verdict="refused")
    )
    assert failing(desk) == {"source_gives_reports": 1}
    assert desk.ask("SELECT source_id, message FROM issue") == [
        ("yixian", "entries_taken: 2; listed_since: 2024-05-01")
    ]
