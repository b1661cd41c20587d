"""What a correction may say: its keys, the columns that can be corrected, and the values that they take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from extract.collect.shapes import FLAG, Key, Shape, mapping_faults, text, whole
from extract.knowledge import nearest

REPORT_COLUMNS = {
    **dict.fromkeys(("title", "kind", "issuer", "issuer_kind", "level", "division_code", "index_number"), "text"),
    **dict.fromkeys(("document_number", "publisher", "source", "topic", "validity", "openness"), "text"),
    **dict.fromkeys(("published_on", "written_on"), "date"),
    "report_year": "whole number",
}
FACT_COLUMNS = {
    **dict.fromkeys(("value", "value_upper"), "number"),
    **dict.fromkeys(("unit", "comparator", "indicator", "scope", "qualifier", "subject"), "text"),
    **dict.fromkeys(("period_start", "period_end"), "date"),
    "is_cumulative": "true or false",
}
"""The columns that can be corrected, and what their values are."""

_WORDS = {
    "comparator": ("eq", "at_least", "at_most", "approx"),
    "level": ("province", "prefecture", "county", "township"),
    "issuer_kind": ("government", "department", "party", "joint"),
}
"""Of columns that hold one of a few."""

_ANY = Shape("a value", {}, lambda _: True)
_DATE = Shape("a date, such as 2026-03-20", {"type": "string", "format": "date"}, lambda value: type(value) is date)

KEYS = {
    "id": Key(text(r"^[a-z0-9][a-z0-9_-]*$", "text in small letters, digits, hyphens")),
    "url": Key(text(r"^(https?://|file:)\S+$", "the address of the page")),
    "quote": Key(text(), needed=False),
    "within": Key(text(), needed=False),
    "char_start": Key(whole(0, 100_000_000, "a place in body_text, from 0"), needed=False),
    "column": Key(text(), needed=False),
    "wrong": Key(_ANY, needed=False),
    "right": Key(_ANY, needed=False),
    "drop": Key(FLAG, needed=False),
    "reason": Key(text()),
    "evidence": Key(text()),
    "date": Key(_DATE),
    "until": Key(_DATE, needed=False),
}


def row_faults(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with one correction; what it says of a column only where its keys are sound."""
    found = list(mapping_faults(row, KEYS))
    yield from found
    if not found:
        yield from _drop_faults(row) if row.get("drop") else _column_faults(row)
        if "quote" not in row and row.keys() & {"within", "char_start", "drop"}:
            yield "no quote", "A fact is found by its quote; within and char_start tell it from others."


def _drop_faults(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if row.keys() & {"column", "wrong", "right"}:
        yield "drop stands beside a column", "A fact that is none has no column to be corrected: leave those keys out."


def _column_faults(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    columns = FACT_COLUMNS if "quote" in row else REPORT_COLUMNS
    if missing := [key for key in ("column", "wrong", "right") if key not in row]:
        yield f"no {missing[0]}", "Write column, wrong and right, or drop: true. Nothing is null."
        return
    if (column := row["column"]) not in columns:
        yield f'unknown column "{column}"{nearest(column, columns)}', f"Known are {', '.join(columns)}."
        return
    for key in ("wrong", "right"):
        try:
            told(row[key], columns[column])
        except ValueError:
            yield f"{key} is {row[key]!r}", f"{column} is a {columns[column]}; write text of digits in quotes."
    if column in _WORDS and row["right"] not in (*_WORDS[column], None):
        yield f"right is {row['right']!r}", f"One of {', '.join(_WORDS[column])}."
    if row["wrong"] == row["right"]:
        yield "wrong is right", "State what stands there, and what should."
    if row["right"] is None and "quote" not in row:
        yield "right is null", "A report's column is given a value; none can be taken away."


def told(value: object, kind: str) -> str | None:
    """A value as the warehouse tells it in text. Raises ValueError for one of another kind."""
    if value is None:
        return None
    if kind == "text" and isinstance(value, str) and value.strip():
        return value
    if kind == "date" and type(value) is date:
        return value.isoformat()
    if kind == "true or false" and isinstance(value, bool):
        return str(value).lower()
    if kind == "whole number" and type(value) is int:
        return str(value)
    if kind == "number" and type(value) in (int, float):
        return _plain(Decimal(str(value)))
    raise ValueError(value)


def _plain(number: Decimal) -> str:
    """Without an exponent, and without zeros that say nothing."""
    told = f"{number:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told
