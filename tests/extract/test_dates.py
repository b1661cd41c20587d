from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.dates import find_date, is_date, parse_date

DAY = date(2024, 3, 28)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-28",
        "2024-3-28 09:49",
        "2024/3/28",
        "2024.3.28",
        "2024年3月28日",
        "2024年03月28日 09时",
        "2024 年 3 月 28 日",
        "２０２４年３月２８日",
        "2024-03-28T09:49:07+08:00",
        "2024-03-28-21:50:00",
        "2024-03-2809:49:07",
        "20240328",
        "28.03.2024 09:49",
        "28/03/2024",
        "03/28/2024",
        "03-28 2024",
        "二〇二四年三月二十八日",
        "二○二四年三月二十八日",
        "二零二四年三月二十八日",
        "二Ｏ二四年三月廿八日".replace("廿", "二十"),
        "二O二四年三月二十八日",
        "发布时间:2024-03-28 来源:本站",
    ],
)
def test_a_full_date_is_read_in_every_spelling(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二三年十月一日", date(2023, 10, 1)),
        ("二〇二三年十二月十日", date(2023, 12, 10)),
        ("03.04.2024", date(2024, 4, 3)),
        ("05/05/2024", date(2024, 5, 5)),
        ("二〇二三年元月三十一日", date(2023, 1, 31)),
    ],
)
def test_tens_in_numerals_and_a_day_before_its_month(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024年",
        "2024-13-01",
        "2023-02-29",
        "1970-01-01",
        "12024-03-28",
        "2024-03-281",
        "2024-03-281:05",
        "2024-03-211:05",
        "03/04/2024",
        "03-28 2024年",
        "0000-03-28 2024",
        "03-28 2024-13-40",
        "1.28.03.2024",
        "电话0536-6221135",
        "3月28日",
    ],
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-28 09:49", True),
        ("（2024年3月28日）", True),
        ("某县人民政府2024年3月28日", False),
        ("2024年3月28日印发", False),
    ],
)
def test_a_line_that_is_a_date_and_nothing_else(text: str, expected: bool) -> None:
    assert is_date(text) is expected


@settings(deadline=None)
@given(
    st.dates(date(1971, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d"]),
)
def test_any_day_comes_back_with_the_span_that_states_it(day: date, spelling: str) -> None:
    text = f"发布：{day.strftime(spelling)}，来源"
    hit = find_date(text)
    assert hit is not None
    assert hit[0] == day
    assert text[hit[1] : hit[2]] == day.strftime(spelling)
