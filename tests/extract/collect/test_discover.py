"""Walking listings that a test writes: paging, repeats, hosts, kinds of titles."""

from __future__ import annotations

import pytest

from extract.collect.discover import Walk, walk_listing
from extract.collect.registry import Source
from extract.errors import FetchError, ListingError, SelectorError
from extract.platforms.base import Request

BASE = "http://www.songxi.example/fz/"
SOURCE = Source("songxi", "松溪区人民政府", "990101", "trs", (f"{BASE}index.html",), ("www.songxi.example",), 0.0)
TITLE = "松溪区{}年度法治政府建设工作报告"


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

    return walk_listing(source, source.listings[0], ask)


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
        ("<html><body>系统维护</body></html>", "listing.empty"),
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


def test_a_listing_ends_where_its_total_is_reached() -> None:
    asked: list[str] = []
    articles = '{{"id": {0}, "title": "海棠区{0}年法治政府建设年度报告", "url": "/gkmlpt/content/post_{0}.html"}}'

    def ask(request: Request) -> tuple[str, str]:
        asked.append(request.url)
        if "/api/" not in request.url:
            return request.url, "window._CONFIG = {SID: '7'}"
        years = {"1": (2023, 2022), "2": (2021,)}[request.url.partition("page=")[2][0]]
        return request.url, f'{{"total": 3, "articles": [{",".join(articles.format(year) for year in years)}]}}'

    source = Source(
        "haitang", "海棠区人民政府", "990102", "gkmlpt", ("http://h.example/gkmlpt/index#5",), ("h.example",), 0.0
    )
    assert len(walk_listing(source, source.listings[0], ask).found) == 3
    assert len(asked) == 3
