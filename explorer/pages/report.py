"""A report: its text with every number marked, and all that the release says of it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from markupsafe import Markup
from pydantic import ConfigDict, Field, PrivateAttr

from explorer.answer import Answer, Row, Table
from explorer.dossier.manner import CHINESE, ENGLISH
from explorer.dossier.report import report_body
from explorer.page import Page
from explorer.parameters import Paging, ReportId, Words
from explorer.release import ReadRelease, Release
from explorer.words import Language
from extract.errors import AbsentError
from warehouse.database import named_rows
from warehouse.dossier import Dossier, dossier


class _Told(Row):
    """A part of a dossier, of which some fields are told."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True)


class ToldReport(_Told):
    """A report in its newest version, as the table `report` has it."""

    report_id: str
    title: str
    issuer: str | None
    issuer_kind: str | None
    level: str | None
    division_code: str | None
    report_year: int | None
    published_on: date | None
    written_on: date | None
    document_number: str | None
    index_number: str | None
    url: str
    extractor_version: str
    body_text: str


class ToldSection(_Told):
    """A heading and the span that it governs."""

    section_no: int
    parent_no: int | None
    level: int
    heading: str
    part: str
    char_start: int
    char_end: int


class ToldFact(Row):
    """A quantity that the report states: `body_text[char_start:char_end]` is its quote."""

    fact_id: str
    indicator: str | None
    value: float
    value_upper: float | None
    unit: str
    comparator: str
    period_start: date | None
    period_end: date | None
    is_cumulative: bool
    scope: str | None
    qualifier: str | None
    subject: str | None
    quote: str
    char_start: int
    char_end: int
    sentence: str
    rule: str


class ToldFlag(_Told):
    """Why a person should look at a fact."""

    name: str
    remedy: str
    fact_ids: tuple[str, ...] = Field(description="The doubtful fact, then those that it was held against")
    value: float | None
    expected: float | None


class ToldCitation(_Told):
    """A law or document that the report cites."""

    title: str | None
    document_number: str | None
    char_start: int
    char_end: int


class ToldIssue(_Told):
    """An issue about the report that still stands."""

    code: str
    severity: str
    message: str
    remedy: str


class ToldLineage(_Told):
    """The archived bytes that the text was read from."""

    fetched_at: datetime
    first_seen_at: datetime
    last_seen_at: datetime
    version: int
    payload_url: str
    content_type: str
    sha256: str
    size: int
    warc_file: str
    warc_offset: int
    warc_length: int


class ReportAnswer(Answer):
    """All that the release holds on a report."""

    report: ToldReport
    lineage: ToldLineage
    sections: list[ToldSection]
    facts: Table[ToldFact]
    flags: list[ToldFlag]
    citations: list[ToldCitation]
    issues: list[ToldIssue]

    _dossier: Dossier = PrivateAttr()
    _words: str = PrivateAttr()

    def body(self, language: Language) -> Markup:
        """The page's main part as HTML."""
        return report_body(self._dossier, ENGLISH if language == "en" else CHINESE, self._words)


def answer(
    release: Release, report_id: ReportId, paging: Annotated[Paging, Depends()], words: Words = ""
) -> ReportAnswer:
    """A report's text with every quantity that it states, where they stand, and where the bytes are archived."""
    held = _dossier(release, report_id)
    told = ReportAnswer(
        report=ToldReport.model_validate(held.report),
        lineage=ToldLineage.model_validate(held.lineage),
        sections=_all(ToldSection, held.sections),
        facts=release.table(ToldFact, "report_facts", paging, report_id=held.report.report_id),
        flags=_all(ToldFlag, held.flags),
        citations=_all(ToldCitation, held.citations),
        issues=_all(ToldIssue, held.issues),
    )
    told._dossier, told._words = held, words
    return told


def _dossier(release: ReadRelease, report_id: str) -> Dossier:
    with release.asking() as connection:
        held = dossier(partial(named_rows, connection), release.release_id, report_id)
    if held is None:
        raise AbsentError(f"the release has no report {report_id}", "Search for it by its title.")
    return held


_Part = TypeVar("_Part", bound=_Told)


def _all(model: type[_Part], parts: Any) -> list[_Part]:
    return [model.model_validate(part) for part in parts]


PAGE = Page("/report/{report_id}", "report.html", answer, table="facts")
