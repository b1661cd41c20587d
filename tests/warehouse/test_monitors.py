"""Sources against their own history: a night is the number of entries, x a failure, - a night on which none was due."""

from __future__ import annotations

import json
from typing import Any

import pytest


def nights(story: str, source_id: str = "yixian", **stated: Any) -> dict[int, list[dict[str, Any]]]:
    """What the runs say of a source, by night; a blank is a night without a run."""
    told = {}
    for number, word in enumerate(story.split(" ")):
        if word:
            entries = int(word) if word.isdigit() else 0
            told[number] = [
                {
                    "source_id": source_id,
                    "taken": entries // 2,
                    "refused": entries - entries // 2,
                    "error": "down" if word == "x" else None,
                    "not_due": "not due" if word == "-" else None,
                }
                | stated
            ]
    return told


def load(desk: Any, *stories: dict[int, list[dict[str, Any]]]) -> None:
    runs = [
        desk.run(number, summary=json.dumps({"collect": [row for story in stories for row in story.get(number, ())]}))
        for number in sorted({number for story in stories for number in story})
    ]
    desk.load_rows(desk.source(), desk.source(source_id="city"), *runs)


def state(desk: Any, column: str) -> str:
    ((found,),) = desk.ask(f"SELECT {column} FROM source_monitor WHERE source_id = 'yixian'")  # noqa: S608
    return str(found)


def warned(desk: Any) -> set[str]:
    return {result.name for result in desk.check() if result.failing}


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("100", "no history"),
        ("x", "no history"),
        ("x 100", "no history"),
        ("100 100", "steady"),
        ("100 91", "steady"),
        ("100 89", "shrunk"),
        ("100 x 89", "shrunk"),
        ("100 89 89", "steady"),
        ("100 20 x", "shrunk"),
        ("10 8", "steady"),
        ("10 7", "shrunk"),
        ("10 40", "steady"),
        ("10 41", "grown"),
        ("100 140", "steady"),
        ("100 151", "grown"),
    ],
)
def test_the_size_of_a_source_is_held_against_its_last_good_run(desk: Any, story: str, expected: str) -> None:
    load(desk, nights(story))
    assert state(desk, "size_state") == expected
    assert ("source_size_is_steady" in warned(desk)) is (expected in ("shrunk", "grown"))


def test_a_walk_to_known_territory_says_nothing_of_a_sources_size(desk: Any) -> None:
    whole = nights("100 100")
    load(desk, whole | {2: nights("20", whole=False)[0]})
    assert state(desk, "size_state") == "steady"
    assert state(desk, "good_runs") == "3"


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("9", "no history"),
        ("9 9 x x x x", "no history"),
        ("9 9 9", "on time"),
        ("9 9 9 x x", "on time"),
        ("9 9 9 x x x", "late"),
        ("9 9 9 - - -", "late"),
        ("9 - - 9 - - 9 - - 9", "on time"),
        ("9   9   9   x x", "on time"),
        ("9 9 9 x x x 9", "on time"),
    ],
)
def test_a_source_is_late_by_its_usual_gap(desk: Any, story: str, expected: str) -> None:
    always = nights(" ".join(["5"] * len(story.split(" "))), "city")
    load(desk, nights(story), always)
    assert state(desk, "cadence_state") == expected
    assert ("source_is_on_cadence" in warned(desk)) is (expected == "late")


def test_a_run_that_was_killed_says_nothing_of_sources(desk: Any) -> None:
    desk.load_rows(desk.source(), desk.run(0, summary=json.dumps({"killed": True})), desk.run(1, summary="{}"))
    assert desk.ask("FROM source_run") == []
    assert state(desk, "size_state") == state(desk, "cadence_state") == "no history"
