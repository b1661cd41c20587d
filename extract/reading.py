"""One archived page to its rows: page, then report. Pure; a page that cannot be read becomes an issue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extract.errors import EmptyBodyError, NoConverterError, PageError, ScannedError, UndecodableError
from extract.issues import Finding
from extract.page.document import PageReading, read_page
from extract.page.files.reader import NO_TOOLS, Tools
from extract.records import Citation, Fact, Issue, Report, Section, Snapshot, TableCell, stable_id
from extract.report.divisions import Gazetteer
from extract.report.identity import Context, identify
from extract.report.report import Origin, read_report

FindAttachment = Callable[[str], tuple[Snapshot, bytes] | None]
"""Gives the archived snapshot and bytes of an attachment by its address, or None where it was never fetched."""

CODES = {
    UndecodableError: "page.undecodable",
    EmptyBodyError: "page.empty_body",
    ScannedError: "page.scanned",
    NoConverterError: "page.no_converter",
}
"""What an error of reading a page is as an issue; others are `page.unreadable`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of one snapshot. `report` is None where the page is none or could not be read; an issue says why."""

    report: Report | None
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    citations: tuple[Citation, ...]
    cells: tuple[TableCell, ...]
    issues: tuple[Issue, ...]


def report_id_of(url: str) -> str:
    """The stable id of the report at an address: scheme, letter case of the host and fragment do not count."""
    address = url.partition("#")[0]
    scheme, separator, rest = address.partition("://")
    if not separator:
        return stable_id("report", address)
    host, slash, path = rest.partition("/")
    return stable_id("report", "file:" if scheme == "file" else "", host.lower() + slash + path)


def read_snapshot(
    snapshot: Snapshot,
    content: bytes,
    *,
    gazetteer: Gazetteer,
    context: Context | None,
    find_attachment: FindAttachment,
    tools: Tools = NO_TOOLS,
) -> Reading:
    """Every row that an archived page gives.

    `context` is what the source says of itself. Page errors become issues; anything else that is raised is a bug.
    """
    bodies: dict[str, str] = {}

    def load_attachment(url: str) -> bytes | None:
        found = find_attachment(url)
        if found is None:
            return None
        bodies[url] = found[0].snapshot_id
        return found[1]

    try:
        page = read_page(
            content,
            snapshot.content_type,
            snapshot.url,
            title_listed=snapshot.title_listed,
            published_listed=snapshot.published_listed,
            load_attachment=load_attachment,
            tools=tools,
        )
    except PageError as error:
        return Reading(None, (), (), (), (), _issues([_page_finding(error)], snapshot, None))
    return _read_document(snapshot, page, bodies, gazetteer, context)


def _read_document(
    snapshot: Snapshot, page: PageReading, bodies: dict[str, str], gazetteer: Gazetteer, context: Context | None
) -> Reading:
    identity = identify(page.document, gazetteer, context=context)
    if identity.kind != "report":
        finding = Finding("page.not_a_report", f"{page.document.title!r} is no yearly report but: {identity.kind}")
        return Reading(None, (), (), (), (), _issues([*page.findings, finding], snapshot, None))
    origin = Origin(
        report_id_of(snapshot.url),
        snapshot.source_id,
        snapshot.snapshot_id,
        bodies.get(page.body_url or "", snapshot.snapshot_id),
    )
    read = read_report(page.document, identity, origin)
    issues = _issues([*page.findings, *read.findings], snapshot, origin.report_id)
    return Reading(read.report, read.sections, read.facts, read.citations, read.cells, issues)


def _page_finding(error: PageError) -> Finding:
    return Finding(CODES.get(type(error), "page.unreadable"), error.message)


def _issues(findings: Iterable[Finding], snapshot: Snapshot, report_id: str | None) -> tuple[Issue, ...]:
    return tuple(
        finding.issue(
            run_id=snapshot.run_id,
            seen_at=snapshot.fetched_at,
            source_id=snapshot.source_id,
            url=snapshot.url,
            report_id=report_id,
        )
        for finding in findings
    )
