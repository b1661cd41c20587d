from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.errors import KnowledgeError, ReleaseError
from warehouse.database import database
from warehouse.margins import Margin, Measure, compare, load_margins, measure
from warehouse.publish import publish

HEADER = "measure\tseverity\tdown\tup\tleast\twhat\tremedy\n"
ROW = "coverage\terror\t50%\t\t5\tWhat it is.\tLook."


def told(margins: list[Margin], before: list[Measure], now: list[Measure]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(excess.name, excess.severity, excess.found) for excess in compare(before, now, margins)]


def counted(value: float, part: str = "", among: int | None = None) -> list[Measure]:
    return [Measure("m", part, value, among)]


@pytest.mark.parametrize(
    ("margin", "before", "now", "found"),
    [
        (("20%", "", 5), counted(100), counted(80), None),
        (("20%", "", 5), counted(100), counted(79), "79 after 100, at most 20% less allowed"),
        (("20%", "", 5), counted(100), counted(900), None),
        (("20%", "", 30), counted(100), counted(79), None),
        (("", "100%", 5), counted(100), counted(201), "201 after 100, at most 100% more allowed"),
        (("", "100%", 5), [], counted(7, "2024"), "2024: 7 after 0, at most 100% more allowed"),
        (("20%", "", 5), counted(7, "2016"), [], "2016: 0 after 7, at most 20% less allowed"),
        (
            ("", "3pp", 5),
            counted(0.1, "c", 100),
            counted(0.2, "c", 100),
            "c: 20.0% of 100 after 10.0% of 100, at most 3pp more allowed",
        ),
        (("", "3pp", 5), counted(0.1, "c", 10), counted(0.2, "c", 10), None),
        (("", "3pp", 1), [], counted(0.2, "c", 10), None),
    ],
)
def test_a_measure_beyond_its_margin_is_told(
    margin: tuple[str, str, int], before: list[Measure], now: list[Measure], found: str | None
) -> None:
    down, up, least = margin
    rows = told([Margin("m", "warning", down, up, least, "What.", "Look.")], before, now)
    assert rows == ([("margin.m", "warning", (found,))] if found else [])


def test_the_severest_margin_that_was_passed_speaks() -> None:
    margins = [
        Margin("m", severity, down, "", 1, "What.", "Look.") for severity, down in (("warning", "5%"), ("error", "50%"))
    ]
    before = [Measure("m", "a", 100), Measure("m", "b", 100)]
    assert told(margins, before, [Measure("m", "a", 90), Measure("m", "b", 100)])[0][1] == "warning"
    ((_, severity, found),) = told(margins, before, [Measure("m", "a", 90), Measure("m", "b", 10)])
    assert (severity, len(found)) == ("error", 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("measure\tseverity\n", "the columns are"),
        (HEADER + ROW.replace("error", "fatal"), ":2: is no margin: severity or least"),
        (HEADER + ROW.replace("50%", "half"), ":2: is no margin: down is 'half'"),
        (HEADER + ROW.replace("\t5\t", "\tfive\t"), ":2: is no margin"),
        (HEADER + ROW.replace("Look.", ""), ":2: is no margin: remedy is ''"),
        (HEADER + "coverage\terror", ":2: is no margin"),
        (HEADER + ROW + "\n" + ROW, "coverage error is there twice"),
    ],
)
def test_a_wrong_file_of_margins_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "margins.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load_margins(file)


def test_every_margin_is_of_something_that_is_measured(desk: Any) -> None:
    desk.load_rows(desk.source(), *desk.capture(0))
    with database(desk.file, read_only=True) as connection:
        measured = {found.measure for found in measure(connection)}
    assert {margin.measure for margin in load_margins()} <= measured


def test_half_of_the_reports_gone_stops_a_release_until_a_person_has_looked(desk: Any) -> None:
    desk.load_rows(
        *(row for n in range(20) for row in desk.capture(0, f"http://portal.test/{n}", report_year=2000 + n))
    )
    publish(desk.file, desk.releases, "r1")
    desk.stage(
        "extract/yixian/0",
        *(row for n in range(10) for row in desk.capture(0, f"http://portal.test/{n}", report_year=2000 + n)),
    )
    desk.load()
    with pytest.raises(
        ReleaseError, match=r"margin\.count\.report: 1 rows, first: moved: 10 after 20, at most 20% less"
    ):
        publish(desk.file, desk.releases, "r2")
    assert (desk.releases / "latest").readlink() == Path("r1")
    stopped = (
        "margin.count.report",
        "margin.count.report_place",
        "margin.count.report_version",
        "margin.count.snapshot",
    )
    release = publish(desk.file, desk.releases, "r2", accept=stopped)
    assert {check.name for check in release.checks if check.accepted and check.failing} == set(stopped)
    assert release.manifest.delta == {"report": {"removed": 10}, "fact": {"withdrawn": 30}}
    after = publish(desk.file, desk.releases, "r3")
    assert [check.name for check in after.checks if check.failing] == []
    assert desk.ask("SELECT count(*) FROM issue") == [(0,)]
