"""The Parquet schema of each record that can be staged, derived from its dataclass."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import pyarrow as pa

from extract.records import Citation, Fact, Issue, ListingEntry, Report, RunRow, Section, Snapshot, SourceRow, TableCell

Record = SourceRow | ListingEntry | Snapshot | Report | Section | Fact | Citation | TableCell | Issue | RunRow
"""A row that a step of a run may stage."""

RELATIONS: dict[type, str] = {
    SourceRow: "source",
    ListingEntry: "listing_entry",
    Snapshot: "snapshot",
    Report: "report",
    Section: "section",
    Fact: "fact",
    Citation: "citation",
    TableCell: "table_cell",
    Issue: "issue",
    RunRow: "run",
}
"""The relation that each record is a row of; also the stem of its Parquet file."""

_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
    Decimal: pa.decimal128(20, 6),
}


def _field(name: str, annotation: typing.Any) -> pa.Field:
    options = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    stated = [option for option in options if option is not types.NoneType]
    return pa.field(name, _TYPES[stated[0]], nullable=len(stated) < len(options))


@cache
def arrow_schema(record: type) -> pa.Schema:
    """The schema of a record's Parquet file: a column a field, in order, nullable where the annotation allows None."""
    hints = typing.get_type_hints(record)
    return pa.schema([_field(field.name, hints[field.name]) for field in dataclasses.fields(record)])


def arrow_table(rows: typing.Sequence[object], record: type) -> pa.Table:
    """Rows of one record type as a table. Raises pa.ArrowException where a value does not fit its column."""
    schema = arrow_schema(record)
    columns = [pa.array([getattr(row, field.name) for row in rows], type=field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)
