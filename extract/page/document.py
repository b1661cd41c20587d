"""Bytes of a page to a document: decoded, its header read, its body free of furniture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from extract.decode import decode
from extract.errors import EmptyBodyError, PageError
from extract.issues import Finding
from extract.page.attachments import extension
from extract.page.docx import docx_lines, is_docx
from extract.page.header import read_header
from extract.page.lines import is_prose, lines_of_text
from extract.page.parts import Parts, parts_of_lines, parts_of_markup
from extract.page.tables import read_cells
from extract.page.words import is_attachment_line, points_elsewhere
from extract.records import Attachment, Document

OWN_BODY = 150
"""Least characters of a body, annexes' names aside, for which no attachment is opened: a covering sentence or two. The
shortest of three real reports has 3,700."""

OWN_SENTENCES = 2
"""Paragraphs that a shorter body must have for the same where the page links documents: a covering line is one."""

SHOWN = 40
"""Characters of a page's text that an error shows."""

Loader = Callable[[str], bytes | None]
"""The bytes under an address, or None where they were not had."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """A document, what was found wrong on the way, and the attachment that the body was read from (None: the page)."""

    document: Document
    findings: tuple[Finding, ...]
    body_url: str | None


def _nothing(_url: str) -> None:
    return None


def _own_text(parts: Parts) -> str:
    return "".join(line.text for line in parts.body if not is_attachment_line(line))


def _has_body(parts: Parts) -> bool:
    """Whether a page states its document itself: at length, or in sentences that do not send the reader elsewhere."""
    text = _own_text(parts)
    if len(text) >= OWN_BODY:
        return True
    sentences = sum(map(is_prose, parts.body)) >= OWN_SENTENCES or not parts.attachments
    return bool(text) and sentences and not points_elsewhere(text)


def _open(attachment: Attachment, content: bytes | None, title: str) -> Parts:
    """The parts of an attachment. Raises PageError where it was not had, is damaged, or of a format not read."""
    name = attachment.name or attachment.url
    if content is None:
        raise PageError(f"{name}: the attachment was not fetched", "Fetch the page again with its attachments.")
    if not is_docx(content):
        raise PageError(f"{name}: no reader for {extension(attachment)} files of this kind", "Read it by hand.")
    return parts_of_lines(docx_lines(content, name), title, "attachment")


def _from_attachments(parts: Parts, load: Loader) -> tuple[Parts, list[Finding], str | None]:
    """The page with the body of its first readable attachment, if one is; and what is wrong with those before it."""
    findings: list[Finding] = []
    for attachment in parts.attachments:
        try:
            opened = _open(attachment, load(attachment.url), parts.title)
        except PageError as error:
            findings.append(Finding("page.unreadable_attachment", error.message, attachment.url))
            continue
        if opened.body:
            title = parts.title or opened.title
            found = replace(parts, title=title, body=opened.body, heading=opened.heading, method="attachment")
            return found, findings, attachment.url
        findings.append(Finding("page.unreadable_attachment", f"{attachment.name}: holds no text", attachment.url))
    return parts, findings, None


def _parts(content: bytes, content_type: str, url: str, title_listed: str | None) -> Parts:
    if is_docx(content):
        return parts_of_lines(docx_lines(content, url), title_listed)
    text = decode(content, content_type).text
    if content_type.partition(";")[0].strip().lower() == "text/plain":
        return parts_of_lines(lines_of_text(text), title_listed)
    return parts_of_markup(text, url, title_listed)


def _refuse_empty(parts: Parts, findings: list[Finding], url: str) -> None:
    text = _own_text(parts)
    if text and not points_elsewhere(text):
        return
    said = f" but {text[:SHOWN]!r}" if text else ""
    tried = "".join(f"; {finding.message}" for finding in findings)
    raise EmptyBodyError(
        f"{url}: the page has no body text{said}, and no attachment that has one{tried}",
        "Open the page: if it shows a text, add its container to extract/data/containers.tsv; a script may fill it.",
    )


def read_page(
    content: bytes,
    content_type: str,
    url: str,
    *,
    title_listed: str | None = None,
    published_listed: date | None = None,
    load_attachment: Loader = _nothing,
) -> PageReading:
    """The document that a page holds: HTML, plain text as a browser shows a page (text/plain), or a .docx.

    A page without a body of its own (“见附件”) takes that of its first attachment that can be read; `load_attachment`
    gives the bytes of an absolute address. `title_listed` and `published_listed` are the listing's, used where the
    page is silent. Raises UndecodableError for bytes that are no text, EmptyBodyError where neither the page nor an
    attachment has a body, PageError for a damaged .docx.
    """
    parts = _parts(content, content_type, url, title_listed)
    findings: list[Finding] = []
    body_url = None
    if not _has_body(parts):
        parts, findings, body_url = _from_attachments(parts, load_attachment)
        if body_url is None:
            _refuse_empty(parts, findings, url)
    header, wrong = read_header(parts, url, published_listed)
    document = Document(
        url=url,
        title=parts.title,
        header=header,
        body_text="\n".join(line.text for line in parts.body),
        body_method=parts.method,
        site_name=parts.site_name,
        attachments=parts.attachments,
        heading=parts.heading,
        cells=read_cells(parts.body),
    )
    return PageReading(document, (*findings, *wrong), body_url)
