"""What the demo says of itself: enough reports, of all levels, whose texts state the figures that the truth names."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources

import pytest

from demo.truth import TrueReport, neighbours, truth

LEVELS = {"province", "prefecture", "county", "township"}
RECEIVED = "reconsideration.applications_received"
AS_RESPONDENT = "reconsideration.cases_as_respondent"
REAL_PLACES = (
    *(
        "北京",
        "天津",
        "河北",
        "山西",
        "内蒙古",
        "辽宁",
        "吉林",
        "黑龙江",
        "上海",
        "江苏",
        "浙江",
        "安徽",
        "福建",
        "江西",
        "山东",
    ),
    *(
        "河南",
        "湖北",
        "湖南",
        "广东",
        "广西",
        "海南",
        "重庆",
        "四川",
        "贵州",
        "云南",
        "西藏",
        "陕西",
        "甘肃",
        "青海",
        "宁夏",
        "新疆",
    ),
    *("昌乐", "安居区", "建德", "遂宁", "潍坊", "杭州", "广州", "深圳", "南京", "成都"),
)


def divisions() -> dict[str, list[str]]:
    lines = resources.files("demo").joinpath("divisions.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["code", "name", "level", "parent_code", "valid_from", "valid_to"]
    return {line.split("\t")[0]: line.split("\t") for line in lines[1:]}


def test_there_are_reports_of_all_levels_of_governments_and_departments_and_of_several_years() -> None:
    reports = truth()
    assert len(reports) >= 24
    assert {report.level for report in reports} == LEVELS
    assert {report.issuer_kind for report in reports} == {"government", "department"}
    years = Counter(report.issuer for report in reports)
    assert len(years) == 8
    assert all(2 <= count <= 4 for count in years.values())


def test_governments_state_applications_received_and_townships_and_departments_cases_as_respondents() -> None:
    for report in truth():
        stated = {fact.indicator for fact in report.facts}
        if report.level == "township":
            assert AS_RESPONDENT in stated, report.title
            assert RECEIVED not in stated, report.title
        elif report.issuer_kind == "government":
            assert RECEIVED in stated, report.title
        else:
            assert stated & {RECEIVED, AS_RESPONDENT}, report.title


def test_some_reports_are_late_and_most_are_not() -> None:
    late = [report for report in truth() if (report.published_on.month, report.published_on.day) >= (4, 1)]
    assert 2 <= len(late) <= 5
    assert all(report.published_on.year == report.report_year + 1 for report in truth())
    assert all(report.written_on <= report.published_on for report in truth())


@pytest.mark.parametrize("report", truth(), ids=lambda report: report.path)
def test_a_report_is_long_and_states_the_figures_of_the_truth(report: TrueReport) -> None:
    assert len(re.sub(r"\s", "", report.body_text)) >= 1500
    assert len({fact.indicator for fact in report.facts}) >= 11
    for fact in report.facts:
        assert fact.shown in report.body_text, fact
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", fact.indicator), fact
        assert fact.comparator in {"eq", "at_least", "at_most", "approx"}, fact
        assert (fact.value == 0) == (re.search(r"[\d一二三四五六七八九十两]", fact.shown) is None), fact


@pytest.mark.parametrize("report", truth(), ids=lambda report: report.path)
def test_reconsideration_figures_agree_with_each_other(report: TrueReport) -> None:
    of = {fact.indicator.removeprefix("reconsideration."): fact.value for fact in report.facts}
    if "accepted" not in of:
        return
    refused = of.get("not_accepted", 0)
    assert of["accepted"] + refused <= of["applications_received"]
    assert of["concluded"] <= of["accepted"]
    assert of.get("upheld", 0) + of.get("rejected", 0) + of.get("corrected_total", 0) <= of["concluded"]
    if "direct_correction_rate" in of:
        assert abs(of["corrected_total"] / of["concluded"] * 100 - of["direct_correction_rate"]) < 1


def test_every_part_that_the_rules_require_stands_in_every_report() -> None:
    for report in truth():
        headings = [line for line in report.body_text.split("\n") if re.match(r"[一二三四]、", line)]
        assert [heading[0] for heading in headings] == list("一二三四"), report.title
        assert "第一责任人职责" in report.body_text
        assert (
            report.body_text.split("\n")[-1]
            == f"{report.written_on:%Y}年{report.written_on.month}月{report.written_on.day}日"
        )


def test_neighbours_of_every_kind_stand_in_the_listings() -> None:
    kinds = {neighbour.kind for neighbour in neighbours()}
    assert kinds == {"interpretation", "plan", "disclosure_report", "news", "notice"}
    assert {neighbour.portal for neighbour in neighbours()} == {"hanweb", "trs", "gkmlpt"}


def test_divisions_are_invented_and_hang_together() -> None:
    rows = divisions()
    for code, name, level, parent, _, _ in rows.values():
        assert code.startswith("99")
        assert len(code) == (9 if level == "township" else 6)
        assert level in LEVELS
        assert (parent in rows) == (level != "province")
        assert not [real for real in REAL_PLACES if real in name]
    for report in truth():
        assert rows[report.division_code][2] == report.level
