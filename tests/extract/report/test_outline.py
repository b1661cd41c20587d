"""Headings, their nesting, and the parts of a report."""

import pytest

from extract.report.outline import LONGEST_HEADING, Heading, outline
from extract.report.repair import repair


def read(text: str) -> list[Heading]:
    return outline(repair(text))


def rows(text: str) -> list[tuple[int, str, str]]:
    return [(heading.level, heading.marker, heading.heading) for heading in read(text) if heading.level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、主要工作\n二、存在问题", [(1, "一、", "主要工作"), (1, "二、", "存在问题")]),
        ("（一）强化领导。召开会议。", [(2, "（一）", "强化领导")]),
        ("1.完善制度。出台办法。2.加强监督。", [(3, "1.", "完善制度"), (3, "2.", "加强监督")]),
        ("１．完善制度\n２．加强监督", [(3, "１．", "完善制度"), (3, "２．", "加强监督")]),
        ("1、完善制度。\n2、加强监督。", [(3, "1、", "完善制度"), (3, "2、", "加强监督")]),
        ("(1)梳理事项。(2)公布清单。", [(4, "(1)", "梳理事项"), (4, "(2)", "公布清单")]),
        ("一是抓学习。二是抓落实。", [(5, "一是", "抓学习"), (5, "二是", "抓落实")]),
        ("主要表现在：一是认识不足；二是力量薄弱。", [(5, "一是", "认识不足；二是力量薄弱"), (5, "二是", "力量薄弱")]),
    ],
)
def test_a_marker_opens_a_heading_up_to_the_first_full_stop(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "推进五证合一、一照一码改革。",
        "统一是基础。",
        "增长率为3.5个百分点。2.5万人受益。",
        "工作有序推进。12.4国家宪法日开展宣传。",
        "共办结2020.5万元项目。",
    ],
)
def test_what_only_looks_like_a_marker_opens_nothing(text: str) -> None:
    assert rows(text) == []


def test_a_marker_in_turn_may_stand_before_a_number() -> None:
    assert [marker for _, marker, _ in rows("1.完成清理。2.3个部门完成整改。")] == ["1.", "2."]


def test_sections_nest_and_cover_the_body() -> None:
    text = "开头。\n一、成效\n（一）学习。1.会前学法。2.培训。\n（二）执法。\n二、问题\n三、下一步打算"
    headings = read(text)
    assert [(h.section_no, h.parent_no, h.level) for h in headings] == [
        (0, None, 0),
        (1, None, 1),
        (2, 1, 2),
        (3, 2, 3),
        (4, 2, 3),
        (5, 1, 2),
        (6, None, 1),
        (7, None, 1),
    ]
    assert headings[0].start == 0
    assert headings[1].end == headings[6].start
    assert headings[2].end == headings[5].start
    assert headings[-1].end == len(text)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("一、2023年推进法治政府建设的主要举措和成效", "achievements"),
        ("一、工作开展情况", "achievements"),
        ("二、存在的不足和原因", "problems"),
        ("三、党政主要负责人履行推进法治建设第一责任人职责情况", "leader_duty"),
        ("四、2024年推进法治政府建设的主要安排", "plan"),
        ("三、下一步工作打算", "plan"),
    ],
)
def test_a_first_level_heading_names_its_part(heading: str, part: str) -> None:
    assert read(heading)[0].part == part


def test_a_body_without_headings_is_one_section() -> None:
    (only,) = read("本年度无相关事项。")
    assert (only.section_no, only.part, only.start, only.end) == (0, "other", 0, 9)


def test_a_heading_that_no_full_stop_ends_does_not_hold_the_whole_report() -> None:
    text = "一、" + "持续推进，" * LONGEST_HEADING
    assert [len(heading.heading) for heading in read(text)] == [LONGEST_HEADING]
