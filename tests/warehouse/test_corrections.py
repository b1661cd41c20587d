"""Corrections: the right value shown, the wrong one kept, and an error where what a person found no longer stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pytest

from extract.errors import ReleaseError
from extract.records import Correction
from warehouse.publish import publish
from warehouse.render import plain

URL = "http://portal.test/2023.html"

CODE = "reconsideration.applications_received"


def correction(correction_id: str = "c1", **stated: Any) -> Correction:
    values: dict[str, Any] = dict.fromkeys(Correction.__dataclass_fields__)
    values |= {
        "correction_id": correction_id,
        "url": URL,
        "reason": "Two digits changed places.",
        "evidence": "The bulletin of the same year.",
        "corrected_on": date(2024, 6, 1),
    }
    return Correction(**(values | stated))


def of_fact(column: str, old: str | None, new: str | None, quote: str = "58件", **stated: Any) -> Correction:
    return correction(quote=quote, column_name=column, old_value=old, new_value=new, **stated)


def of_report(column: str, old: str | None, new: str | None, **stated: Any) -> Correction:
    return correction(column_name=column, old_value=old, new_value=new, **stated)


def loaded(desk: Any, *corrections: Correction) -> Any:
    desk.corrections = corrections
    desk.load_rows(desk.source(), *desk.capture(0))
    return desk


def state(desk: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = desk.ask("SELECT correction_id, state, applies FROM correction ORDER BY ALL")
    return found


FACT_COLUMNS = {
    "value": ("58", "85.5"),
    "value_upper": (None, "90"),
    "unit": ("件", "人次"),
    "comparator": ("eq", "at_least"),
    "indicator": (CODE, "reconsideration.accepted"),
    "period_start": (None, "2022-01-01"),
    "period_end": (None, "2022-12-31"),
    "is_cumulative": ("false", "true"),
    "scope": (None, "target"),
    "qualifier": (None, "省级"),
    "subject": (None, "申请"),
}
"""What was read of the first fact, and what is right."""

REPORT_COLUMNS = {
    "title": ("乙县人民政府2023年法治政府建设年度报告", "丙县司法局2022年法治政府建设年度报告"),
    "issuer": ("乙县人民政府", "丙县司法局"),
    "issuer_kind": ("government", "department"),
    "level": ("county", "prefecture"),
    "division_code": ("990101", "990102"),
    "report_year": ("2023", "2022"),
    "published_on": ("2024-03-20", "2024-03-30"),
    "written_on": (None, "2024-03-01"),
    "document_number": (None, "乙府〔2024〕1号"),
}


def shown(desk: Any, query: str) -> dict[str, str | None]:
    """The one row of a query as text, by column."""
    with duckdb.connect(desk.file, read_only=True) as connection:
        ((*row,),) = connection.execute(query).fetchall()
        names = [column[0] for column in connection.description or ()]
    return {name: None if value is None else str(plain(value)).lower() for name, value in zip(names, row, strict=True)}


def test_a_fact_shows_the_right_value_and_the_correction_the_wrong_one(desk: Any) -> None:
    loaded(desk, *(of_fact(column, *told, correction_id=column) for column, told in FACT_COLUMNS.items()))
    found = shown(desk, "FROM fact WHERE quote = '58件'")
    assert {column: found[column] for column in FACT_COLUMNS} == {
        column: right for column, (_, right) in FACT_COLUMNS.items()
    }
    assert found["correction_id"] == " ".join(sorted(FACT_COLUMNS))
    assert desk.ask("SELECT column_name, old_value, new_value FROM correction WHERE applies ORDER BY ALL") == sorted(
        (column, *told) for column, told in FACT_COLUMNS.items()
    )
    others = "SELECT quote, value::INTEGER, correction_id FROM fact WHERE quote <> '58件' ORDER BY quote"
    assert desk.ask(others) == [("10次", 10, None), ("54件", 54, None)]


@pytest.mark.parametrize("relation", ["report", "report_version"])
def test_a_report_shows_the_right_value_in_every_version(desk: Any, relation: str) -> None:
    loaded(desk, *(of_report(column, *told, correction_id=column) for column, told in REPORT_COLUMNS.items()))
    found = shown(desk, f"FROM {relation}")
    assert {column: found[column] for column in REPORT_COLUMNS} == {
        column: right for column, (_, right) in REPORT_COLUMNS.items()
    }
    assert desk.ask("SELECT count(*) FROM correction JOIN report USING (report_id) WHERE applies") == [
        (len(REPORT_COLUMNS),)
    ]


def test_an_indicator_is_taken_from_a_fact(desk: Any) -> None:
    loaded(desk, of_fact("indicator", CODE, None))
    assert desk.ask("SELECT indicator, scope, correction_id FROM fact WHERE quote = '58件'") == [(None, None, "c1")]


def test_views_stand_on_what_is_right(desk: Any) -> None:
    loaded(desk, of_fact("value", "58", "85"), of_report("report_year", "2023", "2022", correction_id="c2"))
    asked = f"SELECT report_year, value::INTEGER FROM indicator_value WHERE indicator = '{CODE}'"  # noqa: S608
    assert desk.ask(asked) == [(2022, 85)]
    assert desk.ask("SELECT value::INTEGER FROM fact_context WHERE quote = '58件'") == [(85,)]


def test_a_fact_that_is_none_is_withdrawn_and_still_to_be_seen(desk: Any) -> None:
    loaded(desk, correction(quote="58件"))
    assert desk.ask("SELECT indicator, scope, correction_id FROM fact WHERE quote = '58件'") == [
        (None, "withdrawn", "c1")
    ]
    assert desk.ask(f"FROM indicator_value WHERE indicator = '{CODE}'") == []
    assert state(desk) == [("c1", "applies", True)]


def test_two_corrections_of_one_fact_both_hold(desk: Any) -> None:
    loaded(desk, of_fact("value", "58", "85"), of_fact("unit", "件", "人", correction_id="c2"))
    assert desk.ask("SELECT value::INTEGER, unit, correction_id FROM fact WHERE quote = '58件'") == [
        (85, "人", "c1 c2")
    ]


FITS = [
    (of_fact("value", "57", "85"), "another value stands there"),
    (of_fact("value", "58", "85", quote="59件"), "nothing fits"),
    (of_fact("value", "58", "85", within="培训"), "nothing fits"),
    (of_fact("value", "58", "85", char_start=1), "nothing fits"),
    (of_report("document_number", "乙府〔2024〕1号", "乙府〔2024〕2号"), "another value stands there"),
    (of_fact("value", "58", "85", within="收到复议申请"), "applies"),
    (of_fact("unit", "件", "人", char_start=25), "applies"),
    (of_fact("indicator", CODE, "reconsideration.none"), "no such indicator"),
    (of_fact("value", "58", "85", url="http://portal.test/other.html"), "page not fetched"),
]


def test_a_correction_says_whether_it_fits(desk: Any) -> None:
    loaded(desk, *(replace(stated, correction_id=f"c{number}") for number, (stated, _) in enumerate(FITS)))
    assert [row[1] for row in state(desk)] == [told for _, told in FITS]


def test_a_correction_that_fits_nothing_stops_the_release(desk: Any) -> None:
    loaded(desk, FITS[0][0])
    with pytest.raises(ReleaseError, match="correction_fits") as caught:
        publish(desk.file, desk.releases, "r1")
    assert "c1" in caught.value.message
    assert "sources/corrections/" in caught.value.message


def test_a_correction_of_a_page_that_was_never_fetched_is_a_warning(desk: Any) -> None:
    loaded(desk, FITS[-1][0])
    publish(desk.file, desk.releases, "r1")
    asked = "SELECT severity, url FROM issue WHERE code = 'check.correction_has_page'"
    assert desk.ask(asked) == [("warning", "http://portal.test/other.html")]


def test_a_quote_that_stands_twice_must_be_told_apart(desk: Any) -> None:
    lines = (("opening", "收到复议申请5件。"), ("plan", "二、受理5件。"))
    facts = (("5件", "5", CODE), ("5件", "5", None, {"char_start": 13, "char_end": 15, "sentence": "二、受理5件。"}))
    for within, told in ((None, "several fit, or none holds the wrong value"), ("受理", "applies")):
        desk.corrections = (of_fact("value", "5", "6", quote="5件", within=within),)
        desk.load_rows(desk.source(), *desk.capture(0, lines=lines, facts=facts))
        assert [row[1] for row in state(desk)] == [told]


EDITED = (("opening", "现将本县情况报告如下。"), ("achievements", "一、主要工作。收到复议申请85件。"))


def test_a_page_that_was_mended_needs_the_correction_to_be_ended(desk: Any) -> None:
    loaded(desk, of_fact("value", "58", "85"))
    desk.load_rows(*desk.capture(1, lines=EDITED, facts=(("85件", "85", CODE),)))
    assert state(desk) == [("c1", "nothing fits", False)]
    desk.corrections = (of_fact("value", "58", "85", ended_on=date(2024, 5, 2)),)
    desk.load()
    assert state(desk) == [("c1", "ended", False)]
    assert desk.ask("SELECT corrected_versions FROM correction") == [(1,)]
    publish(desk.file, desk.releases, "r1")


def test_loading_again_changes_nothing_and_a_correction_taken_back_is_gone(desk: Any) -> None:
    loaded(desk, of_fact("value", "58", "85"))
    asked = "SELECT value::INTEGER FROM fact WHERE quote = '58件'"
    desk.load()
    assert desk.ask(asked) == [(85,)]
    desk.corrections = None  # not told: those of the last load stand
    desk.load_rows(*desk.capture(1, "http://portal.test/other.html"))
    assert set(desk.ask(asked)) == {(85,), (58,)}
    desk.corrections = ()
    desk.load()
    assert set(desk.ask(asked)) == {(58,)}
    assert desk.ask("SELECT count(*) FROM reading_fact WHERE reading_no < 0") == [(0,)]
