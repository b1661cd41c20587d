"""Every saved listing page, read to what stands beside it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.platforms import PLATFORMS
from extract.platforms.base import Entry, Request

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = sorted(path.parent for name in PLATFORMS for path in (FIXTURES / name).glob("listing*/expected.json"))


def expected_of(case: Path) -> dict[str, Any]:
    return json.loads((case / "expected.json").read_text(encoding="utf-8"))


def page_of(case: Path) -> str:
    return next(case.glob("page.*")).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_saved_listing_gives_its_entries_and_the_next_page(case: Path) -> None:
    expected = expected_of(case)
    page = PLATFORMS[case.parent.name].read(Request(expected["request"]), page_of(case))
    assert page.entries == tuple(
        Entry(url, title, date.fromisoformat(day) if day else None) for url, title, day in expected["entries"]
    )
    assert (page.next_request.url if page.next_request else None) == expected["next"]
    assert page.total == expected["total"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_page_without_entries_ends_the_listing_or_leads_to_its_first_page(case: Path) -> None:
    expected = expected_of(case)
    page = PLATFORMS[case.parent.name].read(Request(expected["request"]), page_of(case))
    is_lead = case.name in ("listing_shell", "listing_column", "listing_count")
    assert page.entries or (page.next_request is not None) == is_lead
    assert page.total is None or page.total >= len(page.entries)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_saved_listing_is_recognised_by_its_platform_alone(case: Path) -> None:
    url, text = expected_of(case)["request"], page_of(case)
    own = [] if case.parent.name == "generic" else [case.parent.name]
    assert [name for name, platform in PLATFORMS.items() if platform.recognise(url, text)] == own


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_platform_has_a_saved_listing(name: str) -> None:
    assert any(case.parent.name == name for case in CASES)
