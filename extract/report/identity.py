"""What a document is and whose: kind, issuer, level, division and report year, from the page and its portal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.issues import Finding
from extract.records import Document
from extract.report.divisions import Gazetteer
from extract.report.evidence import Context, Evidence
from extract.report.issuer import issuer_of
from extract.report.issuer_words import issuer_words
from extract.report.kind import kind_of
from extract.report.report_year import report_year
from extract.script import simplified
from extract.titles import REPORT

__all__ = ["Context", "Identity", "identify"]

PART = "\x1e"
"""Parts the texts of a page where they are read as one: no text that was decoded holds it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is and whose; None where the page does not say, with a finding that tells why.

    `level` and `division_code` are the issuer's: a department takes those of its government.
    """

    kind: str
    issuer: str | None
    issuer_kind: str | None
    level: str | None
    division_code: str | None
    report_year: int | None
    findings: tuple[Finding, ...]


def identify(document: Document, gazetteer: Gazetteer, *, context: Context | None) -> Identity:
    """The identity of a document. For a document that is no report, only its kind is looked for."""
    document = _plain(document)
    kind = kind_of(document)
    if kind != REPORT:
        return Identity(kind, None, None, None, None, None, ())
    year = report_year(document)
    issuer = issuer_of(document, gazetteer, Evidence(document, gazetteer, context), context, year)
    findings = issuer.findings
    if year is None:
        findings = (*findings, Finding("report.year_unknown", "title, opening and dates state no single report year"))
    code = issuer.division.code if issuer.division else None
    return Identity(kind, issuer.name, issuer.kind, issuer.level, code, year, findings)


def _plain(document: Document) -> Document:
    """The document as its words are compared: in simplified script, without the readings that a mirror puts in.

    A title that announces the report in a sentence (现将…报告如下) is none, but the first of the opening.
    """
    header = document.header
    texts = (document.title, document.heading, document.body_text, document.site_name, header.publisher, header.source)
    read = simplified(PART.join((text or "").replace(PART, "") for text in texts))
    title, heading, body, site_name, publisher, source = issuer_words().gloss.sub("", read).split(PART)
    sentence = issuer_words().announces_report.search(title) is not None
    return replace(
        document,
        title="" if sentence else title,
        heading=heading or None,
        body_text=f"{title}\n{body}" if sentence else body,
        site_name=site_name or None,
        header=replace(header, publisher=publisher or None, source=source or None),
    )
