"""Every saved article page gives the document that its expected.json describes."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from extract.page.document import read_page

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = sorted(path.parent for path in FIXTURES.glob("*/article_*/page.html"))
FIELDS = (
    "index_number",
    "document_number",
    "publisher",
    "source",
    "topic",
    "validity",
    "openness",
    "published_on",
    "published_by",
    "written_on",
    "written_by",
)


def expected_of(case: Path) -> dict[str, Any]:
    return dict(json.loads((case / "expected.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_saved_page_gives_its_document(case: Path) -> None:
    expected = expected_of(case)
    reading = read_page((case / "page.html").read_bytes(), "text/html", expected["url"])
    document = reading.document
    header = {name: value if value is None else str(value) for name, value in asdict(document.header).items()}
    assert document.title == expected["title"]
    assert document.body_text.split("\n") == expected["body"]
    assert document.body_method == expected["body_method"]
    assert header == {name: expected["header"].get(name) for name in FIELDS}
    assert [[finding.code, finding.detail] for finding in reading.findings] == expected.get("findings", [])
    if "attachments" in expected:
        assert [[each.url, each.name] for each in document.attachments] == expected["attachments"]
    assert reading.body_url is None


def test_every_case_has_page_and_expectation() -> None:
    halves = {path.parent for path in FIXTURES.glob("*/article_*/*") if path.name in ("page.html", "expected.json")}
    assert halves == set(CASES) == {path.parent for path in FIXTURES.glob("*/article_*/expected.json")}
