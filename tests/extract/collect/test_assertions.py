"""What a source asserts of its listings, and its lookups, over a real walk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.collect.archive import Archive
from extract.collect.assertions import BelowMinError
from extract.collect.portal import Collected, collect_portal
from extract.collect.source import Assertions

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

TITLES = ("松溪区2023年度法治政府建设工作报告", "松溪区2022年度法治政府建设工作报告", "年报")


@pytest.fixture
def portal(server: Server) -> Server:
    rows = [f'<li><a href="t2024032{n}_{n}.html">{title}</a></li>' for n, title in enumerate(TITLES, start=1)]
    server.on("/fz/index.html", f'<ul>{"".join(rows)}</ul><script>createPageHTML(1,0,"index","html");</script>')
    for number in range(1, 4):
        page = f'<html><body><div class="TRS_Editor">全年收到行政复议申请{number}件。</div></body></html>'
        server.on(f"/fz/t2024032{number}_{number}.html", page)
    return server


def collect(portal: Server, root: Path, run_id: str, **changes: object) -> Collected:
    return collect_portal(portal.source(**changes), Archive(root), run_id)


def test_fewer_entries_than_asserted_stop_the_source_before_any_page_is_asked(
    portal: Server, tmp_path: Path, run_id: str
) -> None:
    with pytest.raises(BelowMinError, match="3 entries in its listings, at least 4 asserted"):
        collect(portal, tmp_path, run_id, assertions=Assertions(entries_min=4))
    assert portal.paths() == ["/fz/index.html"]


@pytest.mark.parametrize(("most", "codes"), [(2, ["source.above_max"]), (3, []), (None, [])])
def test_more_entries_than_asserted_are_an_issue_and_collected(
    portal: Server, tmp_path: Path, run_id: str, most: int | None, codes: list[str]
) -> None:
    collected = collect(portal, tmp_path, run_id, assertions=Assertions(entries_max=most))
    assert [issue.code for issue in collected.issues] == codes
    assert sum(entry.verdict == "report" for entry in collected.entries) == 2


def test_a_listing_that_cannot_be_read_is_no_want_of_entries(portal: Server, tmp_path: Path, run_id: str) -> None:
    portal.on("/gone/index.html", status=404)
    listings = (portal.url("/fz/index.html"), portal.url("/gone/index.html"))
    collected = collect(portal, tmp_path, run_id, listings=listings, assertions=Assertions(entries_min=4))
    assert [issue.code for issue in collected.issues] == ["fetch.gone"]


def test_a_title_is_taken_for_what_the_lookup_says(portal: Server, tmp_path: Path, run_id: str) -> None:
    collected = collect(portal, tmp_path, run_id, titles={"年报": "松溪区2021年度法治政府建设工作报告"})
    assert [entry.verdict for entry in collected.entries] == ["report"] * 3
    assert collected.entries[2].title == "松溪区2021年度法治政府建设工作报告"
    assert not collected.issues


def test_a_lookup_of_no_entry_is_an_issue(portal: Server, tmp_path: Path, run_id: str) -> None:
    collected = collect(portal, tmp_path, run_id, titles={"总结": "松溪区2021年度法治政府建设工作报告"})
    (issue,) = collected.issues
    assert issue.code == "source.lookup_unused"
    assert "总结" in issue.message
