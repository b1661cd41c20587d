"""What the digests of a report cover, and what they leave out."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extract.records import Citation, Fact, Report, Section, TableCell
from extract.seal import MADE, STATED, Part, seal

LEFT_OUT = {
    "body_text",  # text_sha256 stands for it
    "source_id",
    "snapshot_id",
    "body_snapshot_id",
    "extractor_version",
    "content_sha256",
    "reading_sha256",
}

VALUES: dict[str, Any] = {"int": 1, "str": "a", "bool": False, "Decimal": Decimal(58), "date": date(2024, 1, 1)}


def row(record: type) -> Any:
    """A row of a record, every field filled."""
    return record(**{field.name: VALUES[str(field.type).split(" ")[0]] for field in fields(record)})


def other(value: object) -> object:
    return {str: "b", int: 2, bool: True, Decimal: Decimal(59), date: date(2024, 1, 2)}[type(value)]


PARTS: list[Part] = [row(record) for record in (Section, Fact, Citation, TableCell)]
SEALED = seal(row(Report), PARTS)


def digests(report: Report) -> tuple[bool, bool]:
    """Whether content and reading are as they were."""
    return report.content_sha256 == SEALED.content_sha256, report.reading_sha256 == SEALED.reading_sha256


def test_every_field_of_a_report_is_covered_or_left_out_by_name() -> None:
    assert {*STATED, *MADE, *LEFT_OUT} == {field.name for field in fields(Report)}
    assert len(STATED) + len(MADE) + len(LEFT_OUT) == len(fields(Report))


@pytest.mark.parametrize("name", [field.name for field in fields(Report)])
def test_a_field_tells_in_the_digests_that_cover_it(name: str) -> None:
    changed = replace(row(Report), **{name: other(getattr(row(Report), name))})
    expected = (name not in STATED, name in LEFT_OUT)
    assert digests(seal(changed, PARTS)) == expected


@pytest.mark.parametrize(
    ("part", "name"),
    [(part, field.name) for part in PARTS for field in fields(part)],
    ids=lambda given: given if isinstance(given, str) else type(given).__name__,
)
def test_a_field_of_a_part_tells_in_the_reading_unless_it_says_where(part: Part, name: str) -> None:
    changed: Part = replace(part, **{name: other(getattr(part, name))})
    parts = [changed if one is part else one for one in PARTS]
    assert digests(seal(row(Report), parts)) == (True, name in ("report_id", "snapshot_id"))


def test_the_order_of_parts_does_not_tell_but_their_number_does() -> None:
    assert digests(seal(row(Report), PARTS[::-1])) == (True, True)
    assert digests(seal(row(Report), [*PARTS, PARTS[0]])) == (True, False)


def test_a_decimal_is_the_same_however_many_places_it_is_written_with() -> None:
    fact = replace(PARTS[1], value=Decimal("58.00"))  # type: ignore[call-arg]
    assert digests(seal(row(Report), [PARTS[0], fact, *PARTS[2:]])) == (True, True)


def test_a_value_does_not_pass_for_that_of_its_neighbour() -> None:
    report = row(Report)
    moved = (
        replace(report, index_number="a", document_number=None),
        replace(report, index_number=None, document_number="a"),
    )
    assert seal(moved[0], []).content_sha256 != seal(moved[1], []).content_sha256
