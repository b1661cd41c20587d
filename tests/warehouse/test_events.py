"""Events of a page, night by night: a letter is its words, a dot the same bytes again, x an answer of 404."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

URL = "http://portal.test/2023.html"
EVENTS = "SELECT event, happened_at, after_at, before_at FROM event ORDER BY happened_at, event"


def nights(desk: Any, story: str, *, archived: bool) -> list[list[Any]]:
    """`archived`: a 404 is a snapshot, too; otherwise it is an issue alone."""
    told, held = [], None
    for number, letter in enumerate(story):
        listing = desk.snapshot(number, "http://portal.test/", role="listing", fetched_at=desk.night(number - 0.1))
        rows = [desk.source(), listing]
        if letter == "x":
            gone = desk.snapshot(number, status=404, role="refused", content_type="")
            rows += [desk.issue(number), *([gone] if archived else [])]
        elif letter == ".":
            rows.append(desk.snapshot(number, refers_to=held, status=304))
        elif letter != " ":
            rows += desk.capture(number, lines=[("opening", f"内容{letter}共58件。")], facts=[])
            held = rows[2].snapshot_id
        told.append(rows)
    return told


def told_events(desk: Any) -> list[tuple[Any, ...]]:
    number = {desk.night(place): place for place in range(-1, 20)} | {None: None}
    number |= {desk.night(place - 0.1): place - 0.1 for place in range(20)}
    return [(event, *(number[time] for time in times)) for event, *times in desk.ask(EVENTS)]


PUBLISHED = ("published", 0, None, 0)

CASES = [
    ("A..", [PUBLISHED]),
    (" A", [("published", 1, -0.1, 1)]),
    ("A.B", [PUBLISHED, ("edited", 2, 1, 2)]),
    ("Ax.", [PUBLISHED]),
    ("Axx", [PUBLISHED]),
    ("A.xxx", [PUBLISHED, ("withdrawn", 2, 1, 2)]),
    ("A.x x", [PUBLISHED, ("withdrawn", 2, 1, 2)]),
    ("Axxx.", [PUBLISHED, ("withdrawn", 1, 0, 1), ("returned", 4, 3, 4)]),
    ("AxxxB", [PUBLISHED, ("withdrawn", 1, 0, 1), ("edited", 4, 0, 4), ("returned", 4, 3, 4)]),
]


@pytest.mark.parametrize("archived", [True, False])
@pytest.mark.parametrize(("story", "expected"), CASES)
def test_events_are_what_the_nights_saw(desk: Any, story: str, expected: list[Any], archived: bool) -> None:
    told = nights(desk, story, archived=archived)
    for rows in told if archived else [list(itertools.chain(*told))]:  # a load a night, or one of them all
        desk.load_rows(*rows)
    assert told_events(desk) == expected


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("Ax.x.", [PUBLISHED]),
        ("Axxx.xxx", [PUBLISHED, ("withdrawn", 1, 0, 1), ("returned", 4, 3, 4), ("withdrawn", 5, 4, 5)]),
    ],
)
def test_where_gone_pages_are_archived_every_absence_is_told(desk: Any, story: str, expected: list[Any]) -> None:
    told = nights(desk, story, archived=True)
    random.Random(1).shuffle(told)  # noqa: S311
    for rows in told:
        desk.load_rows(*rows)
    assert told_events(desk) == expected


def test_a_withdrawn_place_says_since_when(desk: Any) -> None:
    told = nights(desk, "Axxx.", archived=False)
    for rows in told[:4]:
        desk.load_rows(*rows)
    assert desk.ask("SELECT withdrawn_at FROM report_place") == [(desk.night(1),)]
    assert desk.ask("SELECT status, last_asked_at FROM known_page WHERE status = 404") == [(404, desk.night(3))]
    desk.load_rows(*told[4])
    assert desk.ask("SELECT withdrawn_at FROM report_place") == [(None,)]
    assert desk.ask("SELECT count(*) FROM report") == [(1,)]


@pytest.mark.parametrize(
    ("changed", "detail"),
    [
        (
            {"lines": [("opening", "第一句。第二句改。")]},
            "version 2; text: sentences of 4 characters added, of 3 removed",
        ),
        (
            {"lines": [("opening", "第一句。第二句。又一句。")]},
            "version 2; text: sentences of 3 characters added, of 0 removed",
        ),
        ({"index_number": "1", "topic": "法治"}, "version 2; header: index_number, topic"),
    ],
)
def test_an_edit_says_what_changed(desk: Any, changed: dict[str, Any], detail: str) -> None:
    as_before = {"lines": [("opening", "第一句。第二句。")], "facts": []}
    desk.load_rows(*desk.capture(0, **as_before), *desk.capture(1, **(as_before | changed)))
    assert desk.ask("SELECT detail FROM event WHERE event = 'edited'") == [(detail,)]


def test_a_mirror_is_an_event_of_the_report(desk: Any) -> None:
    mirror = "http://city.test/yi.html"
    desk.load_rows(desk.source(), *desk.capture(0, words_sha256="X"), *desk.capture(1, mirror, words_sha256="X"))
    assert desk.ask("SELECT event, url, detail FROM event ORDER BY happened_at") == [
        ("published", URL, "on the issuer's own portal"),
        ("mirrored", mirror, "on the issuer's own portal"),
    ]
    assert desk.ask("SELECT count(DISTINCT report_id) FROM event") == [(1,)]


def test_what_is_handed_in_was_looked_for_nowhere(desk: Any) -> None:
    handed_in = desk.source(source_id="ingest", listing_urls="", division_code=None)
    for number, url in enumerate(("file:a.html", "file:b.html")):
        shot = desk.snapshot(number, url, source_id="ingest")
        desk.load_rows(handed_in, *desk.capture(number, url, shot=shot))
    assert desk.ask("SELECT event, after_at FROM event") == [("published", None)] * 2


def test_a_known_page_says_when_it_was_asked_and_when_it_changed(desk: Any) -> None:
    for rows in nights(desk, "A.B..", archived=True):
        desk.load_rows(*rows)
    assert desk.ask("SELECT url, source_id, last_asked_at, last_changed_at, status FROM known_page") == [
        (URL, "yixian", desk.night(4), desk.night(2), 200)
    ]
    assert desk.ask("SELECT count(*) FROM known_page JOIN report USING (report_id)") == [(1,)]
