from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extract.errors import QueryError, ReleaseError
from extract.records import Citation, Report, stable_id
from warehouse.dossier import Dossier, read_dossier
from warehouse.publish import publish

URL = "http://portal.test/2023.html"
KEY = stable_id("report", URL)

LINES = (
    ("opening", "现将本县情况报告如下。"),
    ("achievements", "一、主要工作。依据《某条例》收到复议申请58件，受理64件，审结率为130%。"),
    ("plan", "二、下一年打算。组织培训10次。"),
)
FACTS = (
    ("130%", "130", "reconsideration.conclusion_rate"),
    ("58件", "58", "reconsideration.applications_received"),
    ("64件", "64", "reconsideration.accepted"),
    ("64件", "64", None, {"unit": "x"}),
    ("10次", "10", "training.officer_training_sessions"),
)


def release(desk: Any) -> None:
    rows = desk.capture(0, lines=LINES, facts=FACTS)
    body = next(row.body_text for row in rows if isinstance(row, Report))
    place = body.index("《")
    cited = Citation(KEY, rows[0].snapshot_id, "某条例", None, place, place + 5)
    desk.load_rows(
        desk.source(),
        *rows,
        cited,
        desk.issue(0, "indicator.ambiguous", URL, report_id=KEY),
        *desk.capture(0, "http://portal.test/2022.html", title="乙县2022年法治政府建设报告", report_year=2022),
    )
    publish(desk.file, desk.releases, "r1")


@pytest.fixture(scope="module")
def released(module_desk: Any) -> Any:
    release(module_desk)
    return module_desk


@pytest.fixture(scope="module")
def dossier(released: Any) -> Dossier:
    return read_dossier(released.releases, KEY, URL)


def test_a_dossier_has_the_report_and_the_name_of_its_division(dossier: Dossier) -> None:
    assert (dossier.report.url, dossier.report.report_year, dossier.division) == (URL, 2023, "乙县")


def test_facts_citations_and_sections_stand_in_the_order_of_the_text(dossier: Dossier) -> None:
    body = dossier.report.body_text
    assert [fact.quote for fact in dossier.facts] == ["58件", "64件", "64件", "130%", "10次"]
    assert all(body[fact.char_start : fact.char_end] == fact.quote for fact in dossier.facts)
    assert [body[cited.char_start : cited.char_end] for cited in dossier.citations] == ["《某条例》"]
    assert [section.part for section in dossier.sections] == ["opening", "achievements", "plan"]


def test_indicators_are_those_that_the_facts_name(dossier: Dossier) -> None:
    assert set(dossier.indicators) == {fact.indicator for fact in dossier.facts if fact.indicator}
    assert dossier.indicators["reconsideration.accepted"].zh == "受理行政复议案件数"


def test_lineage_names_the_archived_bytes_and_the_release(dossier: Dossier, released: Any) -> None:
    lineage = dossier.lineage
    shot = released.snapshot(0)
    assert (lineage.warc_file, lineage.warc_offset, lineage.sha256) == (shot.warc_file, shot.warc_offset, shot.sha256)
    assert (lineage.fetched_at, lineage.first_seen_at, lineage.release) == (shot.fetched_at, shot.fetched_at, "r1")


def test_a_page_that_came_back_as_before_is_traced_to_the_bytes_first_archived(desk: Any) -> None:
    first = desk.snapshot(0, warc_offset=700)
    again = desk.snapshot(1, refers_to=first.snapshot_id, sha256=first.sha256, warc_offset=9)
    desk.load_rows(first, *desk.capture(1, shot=again))
    publish(desk.file, desk.releases, "r1")
    lineage = read_dossier(desk.releases, KEY, URL).lineage
    assert (lineage.fetched_at, lineage.warc_file, lineage.warc_offset) == (desk.night(1), first.warc_file, 700)


def test_an_identity_that_fails_flags_the_facts_on_both_sides(dossier: Dossier) -> None:
    quotes = {fact.fact_id: fact.quote for fact in dossier.facts}
    (flag,) = (flag for flag in dossier.flags if flag.name == "at_most")
    assert [quotes[fact_id] for fact_id in flag.fact_ids] == ["64件", "58件"]
    assert (flag.value, flag.expected) == (Decimal(64), Decimal(58))


@pytest.mark.parametrize(("check", "quote"), [("rate_is_a_percentage", "130%"), ("unit_is_a_measure_word", "64件")])
def test_a_check_that_fails_is_an_issue_that_quotes_the_report(dossier: Dossier, check: str, quote: str) -> None:
    (issue,) = (issue for issue in dossier.issues if issue.code == f"check.{check}")
    assert quote in issue.message
    assert issue.remedy


def test_another_report_s_flags_and_issues_are_not_told(released: Any) -> None:
    other = read_dossier(released.releases, stable_id("report", "http://portal.test/2022.html"), "")
    assert (other.flags, other.issues) == ((), ())


def test_open_issues_of_the_report_are_told(dossier: Dossier) -> None:
    raised = [(issue.code, issue.remedy) for issue in dossier.issues if not issue.code.startswith("check.")]
    assert raised == [("indicator.ambiguous", "Wait.")]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("http://portal.test/2032.html", "2023.html"),
        ("http://portal.test/20222.html", "2022.html"),
        ("乙县2022年法治政府建设", "2022.html"),
        ("2023年法治", "2023.html"),
    ],
)
def test_an_unknown_report_is_an_error_that_names_the_nearest(released: Any, asked: str, first: str) -> None:
    with pytest.raises(QueryError) as raised:
        read_dossier(released.releases, "0" * 16, asked)
    assert f'"{asked}"' in raised.value.message
    nearest = [line for line in raised.value.remedy.splitlines() if "portal.test" in line]
    assert nearest[0].endswith(first)


def test_an_empty_release_says_that_it_is_empty(desk: Any) -> None:
    desk.load_rows(desk.source())
    publish(desk.file, desk.releases, "r1")
    with pytest.raises(QueryError, match="has no report at all"):
        read_dossier(desk.releases, KEY, URL)


def test_without_a_release_there_is_no_dossier(desk: Any) -> None:
    with pytest.raises(ReleaseError, match="there is no release"):
        read_dossier(desk.releases, KEY, URL)


def test_a_division_is_named_as_it_was_in_the_report_s_year(desk: Any) -> None:
    ended = next(division for division in desk.divisions if division.valid_to)
    desk.divisions = (*desk.divisions, replace(ended, name="丙区", valid_from=ended.valid_to, valid_to=None))
    desk.load_rows(*desk.capture(0, division_code=ended.code, report_year=2021))
    publish(desk.file, desk.releases, "r1")
    assert read_dossier(desk.releases, KEY, URL).division == "丙县"
