"""What the archive's index tells of pages: had, gone, moved, and whose turn it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from extract.collect.folder import Folder
from extract.collect.recall import Recall
from extract.collect.source import Cadence
from extract.records import Snapshot

BEGIN = datetime(2026, 3, 1, 18, tzinfo=UTC)
Told = tuple[int, str, str, int]
"""The night, the page, the role of what was archived, its status."""


def snapshot(told: Told, moved_to: str | None = None) -> Snapshot:
    night, url, role, status = told
    return Snapshot(
        snapshot_id=f"{night}{url}{role}",
        source_id="songxi",
        run_id=f"r{night}",
        url=url,
        role=role,
        fetched_at=BEGIN + timedelta(days=night),
        status=status,
        content_type="text/html",
        sha256="0",
        size=1,
        warc_file="songxi/r.warc.gz",
        warc_offset=0,
        warc_length=1,
        refers_to=None,
        parent_url=moved_to,
        title_listed=None,
        published_listed=None,
    )


def recall(*told: Told, moved: dict[str, str] | None = None) -> Recall:
    folder = Folder()
    for each in told:
        folder.add(snapshot(each, (moved or {}).get(each[1]) if each[2] == "redirect" else None))
    return Recall(folder)


@pytest.mark.parametrize(
    ("told", "is_new", "is_gone"),
    [
        ([], True, False),
        ([(0, "a", "page", 200)], False, False),
        ([(0, "a", "page", 200), (3, "a", "page", 304)], False, False),
        ([(0, "a", "refused", 403)], True, False),
        ([(0, "a", "refused", 404)], True, True),
        ([(0, "a", "refused", 404), (1, "a", "refused", 404)], True, True),
        ([(0, "a", "refused", 404), (2, "a", "refused", 410)], False, True),
        ([(0, "a", "refused", 404), (2, "a", "page", 200), (3, "a", "refused", 404)], False, True),
        ([(0, "a", "page", 200), (1, "a", "refused", 404)], False, True),
        ([(0, "a", "refused", 404), (1, "a", "page", 200)], False, False),
        ([(0, "a", "listing", 200), (0, "b", "attachment", 200)], True, False),
    ],
)
def test_a_page_is_new_until_it_was_had_or_gone_twice_days_apart(told: list[Told], is_new: bool, is_gone: bool) -> None:
    known = recall(*told)
    assert (known.is_new("a"), known.is_gone("a")) == (is_new, is_gone)


def in_turn(night: int, *told: Told, moved: dict[str, str] | None = None) -> str:
    return "".join(each.url for each in recall(*told, moved=moved).in_turn(BEGIN + timedelta(days=night)))


@pytest.mark.parametrize(
    ("night", "told", "urls"),
    [
        (9, [(2, "a", "page", 200), (1, "b", "page", 200), (2, "c", "page", 200)], "bac"),
        (9, [(1, "a", "page", 200), (2, "b", "page", 200), (3, "a", "page", 304)], "ba"),
        (9, [(1, "a", "page", 200), (2, "b", "page", 200), (3, "a", "refused", 412)], "ba"),
        (9, [(1, "a", "page", 200), (2, "b", "page", 200), (8, "b", "refused", 404)], "ab"),
        (10, [(1, "a", "page", 200), (2, "b", "page", 200), (8, "b", "refused", 404)], "ba"),
        (20, [(1, "a", "page", 200), (2, "b", "page", 200), (8, "b", "refused", 404), (10, "b", "refused", 404)], "ab"),
        (9, [(1, "a", "refused", 404), (2, "b", "page", 200)], "b"),
        (9, [(1, "a", "refused", 404), (2, "b", "page", 200), (5, "a", "refused", 404)], "ba"),
        (9, [(1, "a", "listing", 200), (1, "b", "attachment", 200), (1, "c", "refused", 403)], ""),
    ],
)
def test_pages_have_their_turn(night: int, told: list[Told], urls: str) -> None:
    assert in_turn(night, *told) == urls


def test_a_page_that_moved_is_known_by_both_its_addresses_and_asked_for_at_one() -> None:
    told: list[Told] = [
        (0, "a", "page", 200),
        (1, "a", "redirect", 301),
        (1, "b", "page", 200),
        (1, "c", "redirect", 302),
    ]
    known = recall(*told, moved={"a": "b", "c": "a"})
    assert [known.is_new(url) for url in "abcd"] == [False, False, False, True]
    assert known.led_to("c") == "b"
    assert in_turn(5, *told, moved={"a": "b", "c": "a"}) == "b"
    assert recall(*told, moved={"a": "b", "c": "a"}).quota(Cadence(recheck_days=1)) == 1


def test_redirects_that_go_in_a_circle_come_to_an_end() -> None:
    known = recall((0, "a", "redirect", 301), (0, "b", "redirect", 301), moved={"a": "b", "b": "a"})
    assert known.is_new("a")


@pytest.mark.parametrize(
    ("pages", "cadence", "quota"),
    [
        (0, Cadence(), 0),
        (1, Cadence(), 1),
        (30, Cadence(), 1),
        (31, Cadence(), 2),
        (600, Cadence(recheck_days=30), 20),
        (600, Cadence(days=7, recheck_days=30), 140),
        (600, Cadence(days=60, recheck_days=30), 600),
        (600, Cadence(days=0, recheck_days=0), 600),
    ],
)
def test_the_quota_gives_every_page_its_turn_in_time(pages: int, cadence: Cadence, quota: int) -> None:
    assert recall(*((0, str(number), "page", 200) for number in range(pages))).quota(cadence) == quota
