"""The digests that a report bears: of what its page states, and of all that was read from it.

Equal digests are equal rows, so that a loader can tell a content that it knows by its report alone. Neither covers when
or where it was read: the same page fetched again has the digests that it had.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from decimal import Decimal
from operator import attrgetter
from typing import Any

from extract.records import Citation, Fact, Report, Section, TableCell

Part = Section | Fact | Citation | TableCell

STATED = (
    "report_id",
    "title",
    "published_on",
    "written_on",
    "index_number",
    "document_number",
    "publisher",
    "source",
    "topic",
    "validity",
    "openness",
    "text_sha256",
)
"""What the page states. Another extractor that reads the same here makes no new version of the report."""

MADE = (
    "kind",
    "issuer",
    "issuer_kind",
    "level",
    "division_code",
    "report_year",
    "published_by",
    "written_by",
    "url",
    "body_method",
    "words_sha256",
)
"""What the extractor makes of it, beside the sections, facts, citations and cells."""

WHERE = ("report_id", "snapshot_id")
"""What tells a part where it was read: its report has these, too."""

TOLD = {
    record: attrgetter(*(field.name for field in fields(record) if field.name not in WHERE))
    for record in (Section, Fact, Citation, TableCell)
}
"""Gives what a part of each kind tells."""

FIELD, ROW = "\x1f", "\x1e"
"""What parts fields and rows: no text of a page holds them."""


def seal(report: Report, parts: Iterable[Part]) -> Report:
    """The report with both digests, each 64 hexadecimal digits. The order of its parts does not count."""
    content = _digest([_words(report, attrgetter(*STATED))])
    rows = sorted(_words(part, TOLD[type(part)]) for part in parts)
    made = _words(report, attrgetter(*MADE))
    return replace(report, content_sha256=content, reading_sha256=_digest([content, made, *rows]))


def _words(row: Report | Part, told: Callable[[Any], Iterable[object]]) -> str:
    """The name of a row's kind and its values as text, None as no text; a decimal has six places, as in its column."""
    words = [
        "" if value is None else f"{value:.6f}" if isinstance(value, Decimal) else str(value) for value in told(row)
    ]
    return FIELD.join([type(row).__name__, *words])


def _digest(rows: Iterable[str]) -> str:
    return hashlib.sha256(ROW.join(rows).encode()).hexdigest()
