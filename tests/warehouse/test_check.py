from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.errors import KnowledgeError
from warehouse.check import read_check
from warehouse.database import sql_files
from warehouse.failures import SAMPLE_ROWS

LONG = (("opening", "开头。"), ("achievements", "一、收到58件,受理54件。"))
RECEIVED, ACCEPTED, RATE = (
    "reconsideration.applications_received",
    "reconsideration.accepted",
    "reconsideration.conclusion_rate",
)


def failing(desk: Any) -> dict[str, int]:
    return {result.name: result.failing for result in desk.check() if result.failing}


def test_a_sound_warehouse_fails_no_check(desk: Any) -> None:
    desk.load_rows(desk.source(), desk.entry(0), desk.issue(0), desk.run(0), *desk.capture(0))
    assert failing(desk) == {}


def test_an_empty_warehouse_fails_no_check(desk: Any) -> None:
    desk.load()
    assert failing(desk) == {}


def fact(**other: Any) -> list[tuple[Any, ...]]:
    return [("58件", "58", RECEIVED, other)]


@pytest.mark.parametrize(
    ("name", "severity", "faulty"),
    [
        ("fact_span_is_quote", "error", {"facts": fact(char_start=3, char_end=6)}),
        ("fact_span_is_quote", "error", {"facts": fact(char_end=9_999)}),
        ("fact_sentence_has_quote", "error", {"facts": fact(sentence="另一句。")}),
        ("fact_section_exists", "error", {"facts": fact(section_no=7)}),
        ("fact_section_exists", "error", {"facts": fact(section_no=0)}),
        ("indicator_is_known", "error", {"facts": [("58件", "58", "no.such")]}),
        ("fact_words_are_known", "error", {"facts": fact(comparator="about")}),
        ("fact_words_are_known", "error", {"facts": fact(value_upper=1)}),
        ("unit_is_a_measure_word", "warning", {"facts": fact(unit="58 件")}),
        ("rate_is_a_percentage", "warning", {"facts": [("58件", "158", RATE, {"unit": "%"})]}),
        (
            "values_are_consistent",
            "warning",
            {"lines": LONG, "facts": [("58件", "58", ACCEPTED), ("54件", "54", RECEIVED)]},
        ),
        ("report_has_issuer_and_year", "warning", {"issuer": None}),
        ("report_has_issuer_and_year", "warning", {"report_year": None}),
        ("report_division_is_known", "warning", {"division_code": "123456"}),
        ("report_words_are_known", "error", {"level": "village"}),
        ("report_words_are_known", "error", {"lines": (("preface", "开头58件。"),)}),
        ("text_has_its_sha256", "error", {"text_sha256": "0" * 64}),
    ],
)
def test_a_check_finds_its_fault(desk: Any, name: str, severity: str, faulty: dict[str, Any]) -> None:
    desk.load_rows(*desk.capture(0, **({"facts": fact()} | faulty)))
    result = next(result for result in desk.check() if result.name == name)
    assert (result.failing, result.severity) == (1, severity)
    assert result.sample
    assert result.remedy


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("content_has_reading", "DELETE FROM reading"),
        ("version_has_reading", "DELETE FROM reading"),
        ("capture_has_snapshot", "DELETE FROM snapshot"),
        ("id_is_unique", "INSERT INTO snapshot FROM snapshot"),
        ("row_is_told_once", "INSERT INTO reading_fact FROM reading_fact LIMIT 1"),
        ("row_is_told_once", "INSERT INTO reading_section FROM reading_section LIMIT 1"),
        ("versions_follow", "UPDATE version_span SET version = 2"),
        ("report_has_one_primary_place", "UPDATE place SET is_primary = false"),
        ("report_has_one_primary_place", "UPDATE place SET report_id = 'another'"),
        ("report_has_one_primary_place", "DELETE FROM place"),
        ("id_is_unique", "INSERT INTO place FROM place"),
        ("versions_follow", "UPDATE version_span SET valid_to = valid_from"),
        ("sections_cover_body", "UPDATE reading_section SET char_end = char_end - 1 WHERE section_no = 1"),
        ("sections_cover_body", "UPDATE reading_section SET char_start = 2 WHERE section_no = 0"),
        ("sections_cover_body", "UPDATE reading_section SET char_end = 9999 WHERE section_no = 2"),
        ("sections_cover_body", "DELETE FROM reading_section"),
        ("citation_span_in_body", "INSERT INTO reading_citation SELECT reading_no, NULL, '1', 0, 9999 FROM reading"),
    ],
)
def test_a_damaged_file_fails_a_check(desk: Any, name: str, damage: str) -> None:
    desk.load_rows(*desk.capture(0))
    desk.change(damage)
    assert name in failing(desk)


def test_a_result_carries_the_first_rows_only(desk: Any) -> None:
    desk.load_rows(
        *(row for number in range(8) for row in desk.capture(0, f"http://portal.test/{number}", issuer=None))
    )
    result = next(result for result in desk.check() if result.name == "report_has_issuer_and_year")
    assert (result.failing, len(result.sample)) == (8, SAMPLE_ROWS)
    assert result.sample[0]["url"] == "http://portal.test/0"
    assert result.sample[0]["message"] == "title: 乙县人民政府2023年法治政府建设年度报告; report_year: 2023"


def test_every_check_file_has_a_whole_header() -> None:
    checks = [read_check(file) for file in sql_files("checks")]
    assert len(checks) >= 12
    assert all(check.remedy.endswith((".", "?")) for check in checks)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1",
        "-- name: other\n-- severity: error\n-- scope: release\n-- remedy: Mend it.\nSELECT 1",
        "-- name: a_check\n-- severity: fatal\n-- scope: release\n-- remedy: Mend it.\nSELECT 1",
        "-- name: a_check\n-- severity: error\n-- scope: night\n-- remedy: Mend it.\nSELECT 1",
        "-- name: a_check\n-- severity: error\n-- remedy: Mend it.\nSELECT 1",
        "-- name: a_check\n-- severity: error\n-- scope: release\n-- remedy:\nSELECT 1",
        "-- name: a_check\n-- severity: error\n-- scope: release\n-- remedy: Mend it.\n-- remedy: Or so.\nSELECT 1",
        "-- name: a_check\n-- severity: error\n-- scope: release\n-- remedy: Mend it.\n-- owner: me\nSELECT 1",
    ],
)
def test_a_check_file_with_another_header_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a_check.sql"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"a_check\.sql: the header"):
        read_check(file)
