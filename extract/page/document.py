"""Bytes of a page to a document: decoded, its header read, its body free of furniture."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from extract.decode import decode
from extract.errors import EmptyBodyError, NoConverterError, PageError, ScannedError
from extract.issues import Finding
from extract.page.files.kinds import is_word_markup, kind_of_file
from extract.page.files.likeness import by_likeness
from extract.page.files.reader import NO_TOOLS, Tools, read_file
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

OCR = "ocr"
"""The method of a body whose characters were read off pictures."""

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


def _own_lines(parts: Parts) -> Iterator[str]:
    """The body but for annexes' names."""
    return (line.text for line in parts.body if not is_attachment_line(line))


def _has_body(parts: Parts) -> bool:
    """Whether a page states its document itself: at length, or in sentences that do not send the reader elsewhere."""
    text = ""
    for line in _own_lines(parts):
        text += line
        if len(text) >= OWN_BODY:
            return True
    sentences = sum(map(is_prose, parts.body)) >= OWN_SENTENCES or not parts.attachments
    return bool(text) and sentences and not points_elsewhere(text)


def _open(attachment: Attachment, content: bytes | None, title: str, tools: Tools) -> Parts:
    """The parts of an attachment. Raises PageError where it was not had, is damaged, or of a format not read."""
    name = attachment.name or attachment.url
    if content is None:
        raise PageError(f"{name}: the attachment was not fetched", "Fetch the page again with its attachments.")
    if kind_of_file(content) is None and is_word_markup(content):
        return replace(parts_of_markup(decode(content).text, attachment.url, title), method="attachment")
    read = read_file(content, name, title, tools)
    return parts_of_lines(read.lines, title, OCR if read.recognised else "attachment")


def _from_attachments(parts: Parts, load: Loader, tools: Tools) -> tuple[Parts, dict[str, PageError], str | None]:
    """The page with the body of its first readable attachment, those named like the title first, if one is readable;
    and what is wrong with those before it, by address."""
    failed: dict[str, PageError] = {}
    for attachment in by_likeness(parts.attachments, parts.title, lambda each: each.name):
        try:
            opened = _open(attachment, load(attachment.url), parts.title, tools)
        except PageError as error:
            failed[attachment.url] = error
            continue
        if opened.body:
            title = parts.title or opened.title
            found = replace(parts, title=title, body=opened.body, heading=opened.heading, method=opened.method)
            return found, failed, attachment.url
        failed[attachment.url] = PageError(f"{attachment.name}: holds no text")
    return parts, failed, None


def _whole(parts: Parts, load: Loader) -> tuple[Parts, list[Finding]]:
    """A document with the bodies of its further pages behind that of its first; a finding for each that was not had."""
    findings: list[Finding] = []
    for address in parts.further:
        content = load(address)
        if content is None:
            findings.append(Finding("page.part_missing", f"{address}: a further page of the document lacks", address))
            continue
        part = parts_of_markup(decode(content).text, address, parts.title)
        parts = replace(parts, body=[*parts.body, *part.body], below=part.below)
    return parts, findings


def _parts(content: bytes, content_type: str, url: str, title_listed: str | None, tools: Tools) -> Parts:
    if kind_of_file(content):
        read = read_file(content, url, title_listed or "", tools)
        return parts_of_lines(read.lines, title_listed, OCR if read.recognised else "text")
    text = decode(content, content_type).text
    if content_type.partition(";")[0].strip().lower() == "text/plain":
        return parts_of_lines(lines_of_text(text), title_listed)
    return parts_of_markup(text, url, title_listed)


def _refuse_empty(parts: Parts, failed: Collection[PageError], url: str) -> None:
    text = "".join(_own_lines(parts))
    if text and not points_elsewhere(text):
        return
    said = f" but {text[:SHOWN]!r}" if text else ""
    tried = "".join(f"; {error.message}" for error in failed)
    kinds = (type(error) for error in failed if isinstance(error, (ScannedError, NoConverterError)))
    raise next(kinds, EmptyBodyError)(
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
    tools: Tools = NO_TOOLS,
) -> PageReading:
    """The document that a page holds: HTML, plain text as a browser shows a page (text/plain), or a file of `files`.

    A document that goes on over further pages is read from all of them. A page without a body of its own (“见附件”)
    takes that of its first attachment that can be read; `load_attachment` gives the bytes of an absolute address.
    `title_listed` and `published_listed` are the listing's, used where the page is silent. Raises UndecodableError for
    bytes that are no text, EmptyBodyError where neither the page nor an attachment has a body, ScannedError or
    NoConverterError where one has but it cannot be read here, PageError for a damaged file.
    """
    parts, findings = _whole(_parts(content, content_type, url, title_listed, tools), load_attachment)
    body_url = None
    if not _has_body(parts):
        parts, failed, body_url = _from_attachments(parts, load_attachment, tools)
        findings += [Finding("page.unreadable_attachment", error.message, at) for at, error in failed.items()]
        if body_url is None:
            _refuse_empty(parts, failed.values(), url)
    if parts.method == OCR:
        findings.append(Finding("page.read_by_ocr", f"{body_url or url}: its characters were read off pictures"))
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
