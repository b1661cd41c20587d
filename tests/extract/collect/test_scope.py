"""What a visit is for: which reports it fetches, how far it goes, which known pages it asks for again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract.collect.archive import Archive
from extract.collect.clock import utc_now
from extract.collect.portal import Collected, collect_portal
from extract.collect.scope import NIGHT, Scope
from extract.collect.source import Cadence

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

YEARS = range(2012, 2021)
PAGES = 3


@pytest.mark.parametrize(
    ("title", "listed_on", "is_wanted"),
    [
        ("松溪区2016年度法治政府建设工作报告", date(2017, 3, 1), True),
        ("松溪区2021年度法治政府建设工作报告", date(2017, 3, 1), False),
        ("松溪区二〇一九年法治政府建设工作报告", None, True),
        ("松溪区二○二二年法治政府建设工作报告", None, False),
        ("松溪区法治政府建设报告（2019—2024年）", None, True),
        ("松溪区2019法治政府建设报告", None, True),
        ("松溪区法治政府建设工作报告", date(2019, 3, 1), True),
        ("松溪区法治政府建设工作报告", date(2023, 3, 1), False),
        ("松溪区法治政府建设工作报告", None, True),
        ("松溪区法治政府建设工作报告（公元2024年）", None, False),
    ],
)
def test_a_report_of_other_years_is_left(title: str, listed_on: date | None, is_wanted: bool) -> None:
    assert Scope(years=range(2015, 2021)).wants(title, listed_on) is is_wanted
    assert NIGHT.wants(title, listed_on)


def path(year: int) -> str:
    return f"/fz/t{year + 1}0329_{year}.html"


@dataclass
class Column:
    """A column of nine reports on three pages, and visits to it."""

    server: Server
    root: Path
    run_id: str
    visits: int = field(default=0)

    def visit(self, scope: Scope, days: int = 0, cadence: Cadence = Cadence(full_walk_days=0)) -> Collected:  # noqa: B008 - it is frozen
        self.server.asked.clear()
        self.visits += 1
        return collect_portal(
            self.server.source(cadence=cadence),
            Archive(self.root),
            f"{self.run_id}-{self.visits}",
            scope=scope,
            clock=lambda: utc_now() + timedelta(days=days),
        )

    @property
    def years(self) -> list[int]:
        """The years of the pages that the last visit asked for."""
        return sorted(int(each[-9:-5]) for each in self.server.paths() if "index" not in each)

    @property
    def listings(self) -> int:
        """How many listing pages the last visit asked for."""
        return sum("index" in each for each in self.server.paths())


@pytest.fixture
def column(server: Server, tmp_path: Path, run_id: str) -> Column:
    rows = [
        f'<li><a href="{path(year)}">松溪区{year}年度法治政府建设工作报告</a><span>{year + 1}-03-29</span></li>'
        for year in YEARS
    ]
    for number in range(PAGES):
        pager = f'<script>createPageHTML({PAGES},{number},"index","html");</script>'
        shown = "".join(rows[number * 3 : number * 3 + 3])
        server.on(f"/fz/index{f'_{number}' if number else ''}.html", f"<ul>{shown}</ul>{pager}")
    for year in YEARS:
        server.on(path(year), f"<h1>松溪区{year}年度法治政府建设工作报告</h1><p>全年收到行政复议申请九件。</p>")
    return Column(server, tmp_path, run_id)


def codes(collected: Collected) -> list[str]:
    return [issue.code for issue in collected.issues]


@pytest.mark.parametrize(
    ("bounds", "years", "listings", "issues"),
    [
        ({"years": range(2014, 2017)}, [2014, 2015, 2016], 3, []),
        ({"pages": 2}, [2012, 2013, 2014, 2015, 2016, 2017], 2, ["collect.bounded"]),
        ({"requests": 6}, [2012, 2013], 3, ["collect.bounded"]),
        ({"requests": 3}, [], 2, ["collect.bounded"]),
        ({"pages": 1, "years": range(2014, 2100)}, [2014], 1, ["collect.bounded"]),
    ],
)
def test_a_visit_goes_as_far_as_its_bounds_and_the_next_goes_on(
    column: Column, bounds: dict[str, Any], years: list[int], listings: int, issues: list[str]
) -> None:
    bounded = column.visit(Scope(rechecks="none", **bounds))
    assert (column.years, column.listings, codes(bounded)) == (years, listings, issues)
    assert bounded.is_whole is (listings == PAGES)

    assert column.visit(Scope(rechecks="none")).is_whole
    assert column.years == sorted(set(YEARS) - set(years))


@pytest.mark.parametrize(
    ("rechecks", "days", "asked"),
    [("none", 40, 0), ("share", 1, 1), ("overdue", 9, 0), ("overdue", 10, 9), ("all", 1, 9)],
)
def test_known_pages_are_asked_for_again_as_the_visit_says(
    column: Column, rechecks: Any, days: int, asked: int
) -> None:
    cadence = Cadence(days=1, full_walk_days=30, recheck_days=10)
    column.visit(NIGHT, cadence=cadence)
    column.visit(Scope(rechecks=rechecks), days, cadence)
    assert len(column.years) == asked
