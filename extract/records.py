"""The rows that pass from one step to the next, one dataclass a relation.

A record is immutable and holds no behaviour beyond its own stable identifier. Staging derives the Parquet schema
from these annotations, so a column is added here first. Dates are `date`, times are aware UTC `datetime`s,
values are `Decimal`s with six places, text is NFC.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

ID_LENGTH = 16
"""Hex digits of a stable identifier: 64 bits, so that ten million rows collide with a chance below one in 300,000."""


def stable_id(*parts: object) -> str:
    """A hexadecimal identifier of `ID_LENGTH` digits that depends on the parts alone (None counts as a part)."""
    joined = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.sha256(joined.encode()).hexdigest()[:ID_LENGTH]


def joined_id(own: str, whole: str) -> str:
    """The identifier of a part within a whole. It is the part's `own`, a hexadecimal number, with the bits of the
    whole's digest added without carry: who knows two wholes can turn the identifier within one into that of the other.
    """
    return f"{int(own, 16) ^ _number_of(whole):0{ID_LENGTH}x}"


@lru_cache(maxsize=16)  # the parts of a whole come one after another
def _number_of(whole: str) -> int:
    return int(stable_id(whole), 16)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A portal that is collected, as its YAML file describes it."""

    source_id: str
    publisher: str
    division_code: str | None
    platform: str
    listing_urls: str
    """One a line."""
    allowed_hosts: str
    """One a line."""


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """An entry of a portal's listing, taken or refused, as one run saw it."""

    source_id: str
    url: str
    title: str
    listed_on: date | None
    listing_url: str
    verdict: str
    """`report` (fetched) or `refused`."""
    reason: str
    """Why: the kind of its title, or what stopped the fetch."""
    run_id: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One answer of a portal as archived: where its bytes stand, and what they are."""

    snapshot_id: str
    source_id: str
    run_id: str
    url: str
    role: str
    """`listing`, `page`, `part` (a further page of a document) or `attachment`; `refused` for what came in place of
    a page, `redirect` for what led to one."""
    fetched_at: datetime
    status: int
    content_type: str
    sha256: str
    """Of the payload, hexadecimal."""
    size: int
    """Bytes of the payload."""
    warc_file: str
    """Relative to the archive's root."""
    warc_offset: int
    warc_length: int
    refers_to: str | None
    """For a revisit (same bytes as before): the snapshot that holds the bytes."""
    parent_url: str | None
    """For an attachment or a part: the page that it belongs to."""
    title_listed: str | None
    """The title of the listing entry that led here."""
    published_listed: date | None
    """The date beside that entry."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a page's header says, in the page's own words; None where it states nothing."""

    index_number: str | None = None
    document_number: str | None = None
    publisher: str | None = None
    source: str | None = None
    topic: str | None = None
    validity: str | None = None
    openness: str | None = None
    published_on: date | None = None
    published_by: str | None = None
    """How `published_on` was found: meta, table, line, listing, url."""
    written_on: date | None = None
    written_by: str | None = None
    """How `written_on` was found: meta, table, line, signature."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that a page links: absolute address and link text."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that a body holds. `body_text[char_start:char_end] == text`; empty cells are none."""

    table_no: int
    row_no: int
    column_no: int
    """The first that it covers; all three count from 1."""
    is_header: bool
    header: str
    """What heads its column, several levels parted by " / "; empty in the header itself and where there is none."""
    row_header: str
    """What its row begins with, in the same way."""
    text: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A page read: title, header and body, free of furniture.

    `body_text` is the paragraphs in order, joined by one line feed. It holds no repeated title at its head; every
    offset in the warehouse counts its characters.
    """

    url: str
    title: str
    header: Header
    body_text: str
    body_method: str
    """The step that found the body: platform, container, structure, text, attachment, trafilatura or ocr."""
    site_name: str | None = None
    """The portal's own name (meta SiteName), context for an issuer that the title leaves out."""
    attachments: tuple[Attachment, ...] = ()
    heading: str | None = None
    """The title as the content repeats it, its lines joined, where it says more or other than `title`: it may name the
    issuer or the year that the page's own title leaves out. No part of `body_text`."""
    cells: tuple[Cell, ...] = ()
    """Of the tables that the body holds, in its order."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as one snapshot states it."""

    report_id: str
    title: str
    kind: str
    issuer: str | None
    issuer_kind: str | None
    level: str | None
    division_code: str | None
    report_year: int | None
    published_on: date | None
    published_by: str | None
    written_on: date | None
    written_by: str | None
    index_number: str | None
    document_number: str | None
    publisher: str | None
    source: str | None
    topic: str | None
    validity: str | None
    openness: str | None
    url: str
    body_text: str
    body_method: str
    text_sha256: str
    words_sha256: str | None
    """Of the body's words, by which a report is known again at another address; None where they are too few."""
    source_id: str
    snapshot_id: str
    body_snapshot_id: str
    """The snapshot whose bytes hold the body: `snapshot_id`, or that of an attachment."""
    extractor_version: str
    content_sha256: str = ""
    """Of what the page states; see extract.seal, which sets both."""
    reading_sha256: str = ""
    """Of all that was read from it: the same, what the extractor made of it, and every part."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the span it governs, from its marker to the next heading of its level or above.

    Spans nest as the sections do, so every character lies in one innermost section. Section 0 (level 0) is the text
    before the first heading.
    """

    report_id: str
    snapshot_id: str
    section_no: int
    parent_no: int | None
    level: int
    marker: str
    heading: str
    part: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity as a report states it. `body_text[char_start:char_end] == quote`."""

    fact_id: str
    report_id: str
    snapshot_id: str
    section_no: int
    indicator: str | None
    value: Decimal
    value_upper: Decimal | None
    unit: str
    comparator: str
    period_start: date | None
    period_end: date | None
    is_cumulative: bool
    scope: str | None
    qualifier: str | None
    """The page's word that narrows it (一审, 省级), or part (of a total before it), from, to, change, frequency."""
    subject: str | None
    quote: str
    char_start: int
    char_end: int
    sentence: str
    rule: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A law or document that a report cites."""

    report_id: str
    snapshot_id: str
    title: str | None
    document_number: str | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class TableCell(Cell):
    """A cell of a table of a report, beside the same words in its body."""

    report_id: str
    snapshot_id: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a person should look at: a row of the work queue."""

    issue_id: str
    code: str
    severity: str
    """error, warning or info."""
    source_id: str | None
    url: str | None
    report_id: str | None
    message: str
    remedy: str
    run_id: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run of the pipeline, as far as it is known when its rows are loaded."""

    run_id: str
    command: str
    state: str
    """ok, degraded (part of it failed, the rest is loaded) or failed."""
    started_at: datetime
    finished_at: datetime
    extractor_version: str
    summary: str
    """JSON: counts by step and by source."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An entry of the taxonomy."""

    code: str
    zh: str
    en: str
    unit: str
    kind: str
    definition: str
    confusable_with: str | None = None
    """The codes of those that it is easily mistaken for, parted by blanks."""


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division: six digits to the county, nine for a township."""

    code: str
    name: str
    level: str
    """province, prefecture, county or township."""
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person found wrong in a report or fact: the source's own slip, or a misreading. Values are text."""

    correction_id: str
    url: str
    """Of the page, as its report's."""
    quote: str | None
    """Of the fact; None for a column of the report itself."""
    within: str | None
    """A part of the fact's sentence that tells it from others with its quote."""
    char_start: int | None
    column_name: str | None
    """None where the fact is none: it is withdrawn."""
    old_value: str | None
    new_value: str | None
    reason: str
    evidence: str
    corrected_on: date
    ended_on: date | None
    """From when on the page is right itself, so that versions since then are left alone."""
