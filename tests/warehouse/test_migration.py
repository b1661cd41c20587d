"""A warehouse file of an earlier schema, with rows in all its tables, is brought up to date by the next load."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.records import joined_id, stable_id
from warehouse.database import database, sql_files

URL, OTHER = "http://portal.test/2023.html", "http://portal.test/zwgk/2023.html"

KNOWN = stable_id("report", URL)

BODY = "一、收到58件。"

FACT = ("58件", "58", "reconsideration.applications_received")

EARLIER = sorted((Path(__file__).parent / "earlier").glob("*.sql"))
"""What is written into a file of each schema from that number on. Names that a later schema changed stand in brackets,
as do values that are told here."""

VALUES = {
    "[url]": URL,
    "[known]": KNOWN,
    "[body]": BODY,
    "[fact_id]": joined_id(stable_id(FACT[0], FACT[2]), KNOWN),
    "[time]": "TIMESTAMPTZ '2024-04-01 00:00:00+00'",
}


def _names(number: int) -> dict[str, str]:
    """How the schema of that number calls what stands in brackets."""
    return {
        "[issue]": "issue" if number < 6 else "raised_issue",
        "[place]": "report_id" if number < 6 else "place_id",
        "[keys]": "1 AS reading_id" if number < 7 else "1 AS reading_no, 1 AS reading_id",
        "[key]": "reading_id" if number < 7 else "reading_no",
    }


def _content_id(desk: Any) -> int:
    """That of a capture with the words that stand in an earlier file."""
    _, report, *_ = desk.capture(0, lines=[("opening", BODY)], facts=[FACT])
    return int(report.content_sha256[:16], 16) >> 1


def _filled(script: str, given: dict[str, str]) -> str:
    for name, value in given.items():
        script = script.replace(name, value)
    return script


@pytest.fixture(scope="module", params=range(1, len(sql_files("schema"))))
def old(request: pytest.FixtureRequest, module_desk: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A desk with a warehouse file of the schema up to the file of that number; `desk.number` is that number."""
    desk = replace(module_desk, root=tmp_path_factory.mktemp("old"))
    desk.number = request.param
    desk.file.parent.mkdir(parents=True)
    with database(desk.file) as connection:
        connection.execute(
            "CREATE TABLE schema_change (number INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMPTZ)"
        )
        for number, file in enumerate(sql_files("schema")[: desk.number], start=1):
            connection.execute(file.read_text(encoding="utf-8"))
            connection.execute("INSERT INTO schema_change VALUES (?, ?, now())", [number, file.stem])
        given = VALUES | _names(desk.number) | {"[content]": str(_content_id(desk))}
        for file in EARLIER:
            if int(file.stem) <= desk.number:
                connection.execute(_filled(file.read_text(encoding="utf-8"), given))
    return desk


@pytest.fixture(scope="module")
def loaded(old: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A copy of it after a load."""
    desk = _copy(old, tmp_path_factory.mktemp("loaded"))
    desk.load()
    return desk


def _copy(desk: Any, root: Path) -> Any:
    shutil.copytree(desk.root, root, dirs_exist_ok=True)
    copied = replace(desk, root=root)
    copied.number = desk.number
    return copied


def test_what_stood_in_it_stands_there_still(loaded: Any) -> None:
    for relation in ("run", "source", "listing_entry", "snapshot"):
        assert loaded.ask(f"SELECT count(*) FROM {relation}") == [(1,)]  # noqa: S608
    assert loaded.ask("SELECT issue_id, report_id FROM issue WHERE code = 'fetch.gone'") == [("i", KNOWN)]
    assert loaded.ask("SELECT report_id, url, version FROM report") == ([(KNOWN, URL, 1)] if loaded.number >= 3 else [])
    held = [("58件", FACT[2])] if loaded.number >= 4 else []
    assert loaded.ask("SELECT quote, indicator FROM fact WHERE snapshot_id = 'shot'") == held
    assert loaded.ask("SELECT heading, part FROM section") == ([("收到58件", "achievements")] if held else [])
    assert loaded.ask("SELECT title FROM citation") == ([("某某条例",)] if held else [])
    assert loaded.ask("SELECT text FROM table_cell") == ([("58件",)] if loaded.number >= 5 else [])


def test_no_check_of_severity_error_fails_and_every_view_answers(loaded: Any) -> None:
    if loaded.number > 3:
        assert [result for result in loaded.check() if result.failing and result.severity == "error"] == []
    views = loaded.ask("SELECT view_name FROM duckdb_views() WHERE NOT internal")
    assert len(views) > 20
    for (view,) in views:
        assert loaded.ask(f"SELECT count(*) FROM (SELECT * FROM {view})")  # noqa: S608


def test_the_same_page_as_before_makes_no_new_version(loaded: Any, tmp_path: Path) -> None:
    desk = _copy(loaded, tmp_path)
    desk.load_rows(desk.source(), *desk.capture(0, lines=[("achievements", BODY)], facts=[FACT]))
    assert desk.ask("SELECT version, extractor_version FROM report") == [(1, "1.0")]
    assert desk.ask("SELECT quote FROM fact") == [("58件",)]


def test_the_next_night_goes_on_from_there(loaded: Any, tmp_path: Path) -> None:
    desk = _copy(loaded, tmp_path)
    desk.load_rows(desk.source(), *desk.capture(0, words_sha256="X"), *desk.capture(1, OTHER, words_sha256="X"))
    assert desk.ask("SELECT count(*), max(version) FROM report") == [(1, 2 if desk.number >= 3 else 1)]
    assert desk.ask("SELECT report_id, is_own FROM report_place") == [(KNOWN, True)] * 2
    assert desk.ask("SELECT count(*) FROM fact") == [(3,)]


def test_every_table_of_the_earlier_schema_had_rows(old: Any) -> None:
    with database(old.file) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchall() for (name,) in tables}  # noqa: S608
    empty = {name for name, count in counts.items() if count == [(0,)]}
    assert empty <= set().union(*(_tables(file) for file in sql_files("schema")[7:]))


def _tables(file: Any) -> set[str]:
    return {
        line.split()[2] for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("CREATE TABLE")
    }
