"""When a figure is of, and of whom."""

from datetime import date

import pytest

from extract.records import Fact
from extract.report.facts import Frame, read_facts
from extract.report.outline import outline
from extract.report.repair import repair


def facts(text: str) -> list[Fact]:
    body = repair(text)
    return read_facts(body, outline(body), Frame("r", "s", 2023, "government"))[0]


@pytest.mark.parametrize(
    ("text", "start", "end", "cumulative"),
    [
        ("办理案件5件。", date(2023, 1, 1), date(2023, 12, 31), False),
        ("2023年以来,办理案件5件。", date(2023, 1, 1), date(2023, 12, 31), False),
        ("2012年以来,承接事项38项。", date(2012, 1, 1), date(2023, 12, 31), True),
        ("2022年办理案件5件。", date(2022, 1, 1), date(2022, 12, 31), False),
        ("截至2023年11月底,办理案件5件。", date(2023, 1, 1), date(2023, 11, 30), False),
        ("截至11月底,办理案件5件。", date(2023, 1, 1), date(2023, 11, 30), False),
        ("截至年底,累计办理案件5件。", date(2023, 1, 1), date(2023, 12, 31), True),
        ("近三年共办理案件5件。", date(2021, 1, 1), date(2023, 12, 31), True),
        ("案件数较上年的5件有所下降。", date(2022, 1, 1), date(2022, 12, 31), False),
        ("去年办理案件5件。", date(2022, 1, 1), date(2022, 12, 31), False),
        ("落实《2021年工作要点》,办理案件5件。", date(2023, 1, 1), date(2023, 12, 31), False),
    ],
)
def test_a_figure_is_of_the_report_year_unless_the_words_say_otherwise(
    text: str, start: date, end: date, cumulative: bool
) -> None:
    (fact,) = facts(text)
    assert (fact.period_start, fact.period_end, fact.is_cumulative) == (start, end, cumulative)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("全县办理案件5件。", "全县"),
        ("我镇办理案件5件。", "我镇"),
        ("办理案件5件。", None),
        ("四、下一步工作打算\n力争办理案件5件。", "target"),
    ],
)
def test_scope_says_whose_figure_it_is(text: str, scope: str | None) -> None:
    (fact,) = facts(text)
    assert fact.scope == scope


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("审批时限由80天缩短至30天。", ["from", "to"]),
        ("网办率从60%到95%。", ["from", "to"]),
        ("审批时限缩短至30天。", [None]),
        ("每季度召开会议1次。", ["frequency"]),
        ("案件同比增长12%。", ["change"]),
        ("办理行政应诉案件19件,其中一审12件、二审7件。", [None, "一审", "二审"]),
        ("全省共有公职律师3268人,其中党政机关公职律师2904人。", [None, "part"]),
        ("行政复议法定期限内结案率100%。复议审结率98%。", ["法定期限内", None]),
        ("建成省级民主法治示范村3个、市级12个。", ["省级", "市级"]),
        ("12345热线办理诉求360件。", ["12345"]),
    ],
)
def test_qualifier_says_what_kind_of_figure_it_is(text: str, qualifiers: list[str | None]) -> None:
    assert [fact.qualifier for fact in facts(text)] == qualifiers
