"""Walking listings that a test writes: paging, repeats, hosts, kinds of titles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.collect.discover import Walk, walk_listing
from extract.collect.folder import Folder
from extract.collect.registry import Source
from extract.collect.shelf import Shelf
from extract.errors import FetchError, ListingError, SelectorError
from extract.platforms.base import Request

BASE = "http://www.songxi.example/fz/"
SOURCE = Source("songxi", "松溪区人民政府", "990101", "trs", (f"{BASE}index.html",), ("www.songxi.example",), 0.0)
TITLE = "松溪区{}年度法治政府建设工作报告"


def shelf(source: Source) -> Shelf:
    """That of an archive which holds nothing."""
    return Shelf(source, Folder(), Path(), datetime(2026, 11, 21, tzinfo=UTC))


def listing(pages: int, *years: int, extra: str = "") -> str:
    rows = "".join(f'<li><a href="t{year}0329_1.html">{TITLE.format(year - 1)}</a>{year}-03-29</li>' for year in years)
    return f'<ul>{rows}{extra}</ul><script>createPageHTML({pages},0,"index","html");</script>'


def walk(pages: dict[str, str | Exception], source: Source = SOURCE) -> Walk:
    """Walk the pages by name, each with its text or the error that asking for it raises."""

    def ask(request: Request) -> tuple[str, str]:
        answer = pages[request.url.removeprefix(BASE)]
        if isinstance(answer, Exception):
            raise answer
        return request.url, answer

    return walk_listing(source, source.listings[0], ask, shelf(source))


SPREAD = {"": (2024, 2023), "_1": (2022,), "_2": (2021,)}
"""The years of three pages of a listing, by what their addresses add."""


def years(found: Walk) -> list[int]:
    return [each.entry.listed_on.year for each in found.found if each.entry.listed_on]


def test_pages_are_turned_to_the_last() -> None:
    found = walk(
        {"index.html": listing(3, 2024, 2023), "index_1.html": listing(3, 2022), "index_2.html": listing(3, 2021)}
    )
    assert years(found) == [2024, 2023, 2022, 2021]
    assert {each.reason for each in found.found} == {"report"}
    assert found.findings == ()


def test_an_address_listed_twice_is_one_entry() -> None:
    found = walk({"index.html": listing(2, 2024, 2024), "index_1.html": listing(2, 2024, 2023)})
    assert years(found) == [2024, 2023]


def test_a_page_that_brings_nothing_new_ends_the_walk_with_an_issue() -> None:
    found = walk({"index.html": listing(9, 2024, 2023), "index_1.html": listing(9, 2024, 2023)})
    assert years(found) == [2024, 2023]
    (finding,) = found.findings
    assert (finding.code, finding.message) == (
        "listing.repeats",
        f"{BASE}index_1.html: page 2 brings no entry that is new",
    )


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        ("<html><body>系统维护</body></html>", "fetch.redesign"),
        (FetchError("the portal answers 500"), "fetch.failed"),
    ],
)
def test_a_later_page_that_fails_keeps_what_came_before(failure: str | Exception, code: str) -> None:
    found = walk({"index.html": listing(3, 2024), "index_1.html": failure})
    assert years(found) == [2024]
    assert [finding.code for finding in found.findings] == [code]


@pytest.mark.parametrize(
    ("first", "error"),
    [
        ("<html><body>系统维护</body></html>", SelectorError),
        (listing(1), ListingError),
        (FetchError("the portal answers 500"), FetchError),
    ],
)
def test_a_listing_that_fails_from_the_start_is_an_error(first: str | Exception, error: type[Exception]) -> None:
    with pytest.raises(error):
        walk({"index.html": first})


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("松溪区2023年度法治政府建设工作报告", "report"),
        ("《松溪区2023年度法治政府建设工作报告》解读", "interpretation"),
        ("松溪区2023年政府信息公开工作年度报告", "disclosure_report"),
        ("机关食堂食材采购结果", "other"),
    ],
)
def test_entries_are_sorted_by_their_titles(title: str, reason: str) -> None:
    found = walk({"index.html": listing(1, extra=f'<li><a href="t20240329_9.html">{title}</a></li>')})
    assert [each.reason for each in found.found] == [reason]


def test_reports_on_other_hosts_are_refused_with_one_issue_a_host() -> None:
    strange = "".join(
        f'<li><a href="http://{host}/t20240329_{number}.html">{title}</a></li>'
        for number, (host, title) in enumerate(
            [
                ("m.other.example", TITLE.format(2020)),
                ("m.other.example", TITLE.format(2019)),
                ("news.example", "全省法治工作会议召开"),
            ]
        )
    )
    found = walk({"index.html": listing(1, 2024, extra=strange)})
    assert [each.reason for each in found.found] == ["report", "host", "host", "news"]
    (finding,) = found.findings
    assert (finding.code, finding.detail) == ("listing.host_refused", "m.other.example")


def stated(total: int, shown: int) -> Walk:
    """Walk a catalogue that states a total and shows so many articles, on one page."""
    years = ",".join(
        f'{{"id": {year}, "title": "海棠区{year}年法治政府建设年度报告", "url": "/gkmlpt/content/post_{year}.html"}}'
        for year in range(2020, 2020 + shown)
    )

    def ask(request: Request) -> tuple[str, str]:
        api = f'{{"total": {total}, "articles": [{years if "page=1" in request.url else ""}]}}'
        return request.url, api if "/api/" in request.url else "window._CONFIG = {SID: '7'}"

    source = Source(
        "haitang", "海棠区人民政府", "990102", "gkmlpt", ("http://h.example/gkmlpt/index#5",), ("h.example",), 0.0
    )
    return walk_listing(source, source.listings[0], ask, shelf(source))


def test_a_listing_that_shows_fewer_entries_than_it_states_says_so() -> None:
    found = stated(total=5, shown=3)
    assert (len(found.found), [finding.code for finding in found.findings]) == (3, ["listing.short"])
    assert "states 5 entries and shows 3" in found.findings[0].message


def test_a_listing_that_states_entries_and_shows_none_is_an_error() -> None:
    with pytest.raises(ListingError, match="states 5 entries and shows 0"):
        stated(total=5, shown=0)


def test_an_empty_page_is_the_end_of_a_listing_and_its_total_is_not() -> None:
    asked: list[str] = []
    articles = '{{"id": {0}, "title": "海棠区{0}年法治政府建设年度报告", "url": "/gkmlpt/content/post_{0}.html"}}'

    def ask(request: Request) -> tuple[str, str]:
        asked.append(request.url)
        if "/api/" not in request.url:
            return request.url, "window._CONFIG = {SID: '7'}"
        years = {"1": (2023, 2022), "2": (2021,), "3": ()}[request.url.partition("page=")[2][0]]
        return request.url, f'{{"total": 2, "articles": [{",".join(articles.format(year) for year in years)}]}}'

    source = Source(
        "haitang", "海棠区人民政府", "990102", "gkmlpt", ("http://h.example/gkmlpt/index#5",), ("h.example",), 0.0
    )
    assert len(walk_listing(source, source.listings[0], ask, shelf(source)).found) == 3
    assert len(asked) == 4


def test_rows_that_stand_on_every_page_end_no_walk() -> None:
    aside = "".join(f'<li><a href="t20200101_{number}.html">专题{number}</a></li>' for number in range(3))
    counted = "<p>共4条</p>"
    pages = {f"index{name}.html": listing(3, *each, extra=aside) + counted for name, each in SPREAD.items()}
    found = walk(pages)
    assert [each for each in years(found) if each > 2020] == [2024, 2023, 2022, 2021]
    assert found.findings == ()
