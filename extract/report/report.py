"""From a document to its report: whose it is, its outline, facts and citations."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass

from extract import EXTRACTOR_VERSION
from extract.issues import Finding
from extract.records import Citation, Document, Fact, Report, Section, TableCell
from extract.report.citations import find_citations
from extract.report.facts import Frame, read_facts
from extract.report.identity import Identity
from extract.report.outline import Heading, outline
from extract.report.repair import Repaired, findings_of, repair
from extract.report.words import words_digest
from extract.seal import seal


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document was archived: the ids that its rows carry."""

    report_id: str
    source_id: str
    snapshot_id: str
    body_snapshot_id: str


@dataclass(frozen=True, slots=True)
class Read:
    """A report with everything read from it; every span counts characters of `report.body_text`."""

    report: Report
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    citations: tuple[Citation, ...]
    cells: tuple[TableCell, ...]
    findings: tuple[Finding, ...]


def role_of(identity: Identity) -> str:
    """The part that an issuer plays in its own figures: government, department or township."""
    if identity.level == "township":
        return "township"
    return "department" if identity.issuer_kind in ("department", "party") else "government"


def read_report(document: Document, identity: Identity, origin: Origin) -> Read:
    """Everything that a document states, as rows. Pure; the same document gives the same rows."""
    body = repair(document.body_text)
    headings = outline(body)
    frame = Frame(origin.report_id, origin.snapshot_id, identity.report_year, role_of(identity))
    facts, findings = read_facts(body, headings, frame)
    cited = find_citations(body, document.header.document_number)
    ids = (origin.report_id, origin.snapshot_id)
    sections = tuple(_section(body, heading, *ids) for heading in headings)
    citations = tuple(Citation(*ids, item.title, item.document_number, item.start, item.end) for item in cited)
    cells = tuple(
        TableCell(**asdict(cell), report_id=origin.report_id, snapshot_id=origin.snapshot_id) for cell in document.cells
    )
    report = seal(_report(document, identity, origin), [*sections, *facts, *citations, *cells])
    found = (*identity.findings, *findings_of(body.repairs), *findings)
    return Read(report, sections, tuple(facts), citations, cells, found)


def _section(body: Repaired, heading: Heading, report_id: str, snapshot_id: str) -> Section:
    return Section(
        report_id=report_id,
        snapshot_id=snapshot_id,
        section_no=heading.section_no,
        parent_no=heading.parent_no,
        level=heading.level,
        marker=heading.marker,
        heading=heading.heading,
        part=heading.part,
        char_start=body.start(heading.start),
        char_end=body.start(heading.end),
    )


def _report(document: Document, identity: Identity, origin: Origin) -> Report:
    header = document.header
    return Report(
        report_id=origin.report_id,
        title=document.title,
        kind=identity.kind,
        issuer=identity.issuer,
        issuer_kind=identity.issuer_kind,
        level=identity.level,
        division_code=identity.division_code,
        report_year=identity.report_year,
        published_on=header.published_on,
        published_by=header.published_by,
        written_on=header.written_on,
        written_by=header.written_by,
        index_number=header.index_number,
        document_number=header.document_number,
        publisher=header.publisher,
        source=header.source,
        topic=header.topic,
        validity=header.validity,
        openness=header.openness,
        url=document.url,
        body_text=document.body_text,
        body_method=document.body_method,
        text_sha256=hashlib.sha256(document.body_text.encode()).hexdigest(),
        words_sha256=words_digest(document.body_text),
        source_id=origin.source_id,
        snapshot_id=origin.snapshot_id,
        body_snapshot_id=origin.body_snapshot_id,
        extractor_version=EXTRACTOR_VERSION,
    )
