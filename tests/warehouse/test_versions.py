"""Versions of a report over its captures. A, B, C are contents; a dot is a fetch that gave the same bytes as before."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

CASES = [
    ("A", [("A", 0, None, 0)]),
    ("AA", [("A", 0, None, 1)]),
    ("AB", [("A", 0, 1, 0), ("B", 1, None, 1)]),
    ("AABA", [("A", 0, 2, 1), ("B", 2, 3, 2), ("A", 3, None, 3)]),
    ("A..B.", [("A", 0, 3, 2), ("B", 3, None, 4)]),
    ("ABAB", [("A", 0, 1, 0), ("B", 1, 2, 1), ("A", 2, 3, 2), ("B", 3, None, 3)]),
    ("A.A.", [("A", 0, None, 3)]),
    ("A.CBA.", [("A", 0, 2, 1), ("C", 2, 3, 2), ("B", 3, 4, 3), ("A", 4, None, 5)]),
]


def nights(desk: Any, story: str) -> list[list[Any]]:
    told, held = [], None
    for number, letter in enumerate(story):
        if letter == ".":
            told.append([desk.snapshot(number, refers_to=held)])
        else:
            rows = desk.capture(number, lines=[("opening", f"内容{letter}共58件。")], facts=[("58件", "58", None)])
            held = rows[0].snapshot_id
            told.append(rows)
    return told


def versions(desk: Any) -> list[tuple[Any, ...]]:
    rows = desk.ask(
        "SELECT body_text[3], valid_from, valid_to, last_seen_at, first_seen_at FROM report_version ORDER BY version"
    )
    number = {desk.night(place): place for place in range(10)} | {None: None}
    assert {row[4] for row in rows} == {desk.night(0)}
    return [(letter, number[start], number[end], number[last]) for letter, start, end, last, _ in rows]


@pytest.mark.parametrize(("story", "expected"), CASES)
def test_versions_are_islands_of_equal_content(desk: Any, story: str, expected: list[Any]) -> None:
    for rows in nights(desk, story):
        desk.load_rows(*rows)
    assert versions(desk) == expected
    assert desk.ask("SELECT version FROM report") == [(len(expected),)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[3::6])
def test_versions_do_not_depend_on_the_order_of_loading(desk: Any, order: tuple[int, ...]) -> None:
    told = nights(desk, "A.BA")
    for place in order:
        desk.load_rows(*told[place])
    assert versions(desk) == [("A", 0, 2, 1), ("B", 2, 3, 2), ("A", 3, None, 3)]
    assert desk.ask("SELECT count(*) FROM fact") == [(1,)]


def test_the_facts_are_those_of_the_newest_version_and_name_its_snapshot(desk: Any) -> None:
    told = nights(desk, "ABA")
    for place in (0, 2, 1):
        desk.load_rows(*told[place])
    assert desk.ask("SELECT snapshot_id FROM fact") == desk.ask("SELECT snapshot_id FROM report")
    assert desk.ask("SELECT snapshot_id FROM report") == [(told[2][0].snapshot_id,)]


def test_a_changed_attachment_makes_a_version_though_the_page_is_as_before(desk: Any) -> None:
    page, *rows = desk.capture(0)
    desk.load_rows(page, *rows)
    as_before = desk.snapshot(1, refers_to=page.snapshot_id)
    desk.load_rows(*desk.capture(1, lines=[("opening", "改后58件。")], facts=[("58件", "58", None)], shot=as_before))
    desk.load_rows(desk.snapshot(2, refers_to=page.snapshot_id))
    assert desk.ask("SELECT version, valid_from, last_seen_at, body_text FROM report") == [
        (2, desk.night(1), desk.night(2), "改后58件。")
    ]


def test_a_better_extractor_alone_makes_no_version(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, issuer=None))
    desk.load_rows(*desk.capture(1, extractor_version="2.0"))
    assert desk.ask("SELECT version, issuer, valid_from, extractor_version FROM report") == [
        (1, "乙县人民政府", desk.night(0), "2.0")
    ]


def test_a_changed_header_makes_a_version(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.load_rows(*desk.capture(1, index_number="990101-1"))
    assert desk.ask("SELECT version, index_number FROM report_version ORDER BY version") == [(1, None), (2, "990101-1")]


def test_reports_at_two_addresses_have_versions_of_their_own(desk: Any) -> None:
    desk.load_rows(*desk.capture(0), *desk.capture(0, "http://portal.test/mirror.html"))
    assert desk.ask("SELECT count(*), max(version) FROM report") == [(2, 1)]
