"""A page taken apart: what stands above its body, the body, and what stands below; from markup or from plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.continuation import further_pages
from extract.html import HtmlElement, parse
from extract.page.asides import without_boxes
from extract.page.attachments import attachments
from extract.page.body import find_body, page_flow
from extract.page.flow import Flow, read_flow
from extract.page.held import held, is_document
from extract.page.hidden import hidden_names
from extract.page.lastresort import last_lines
from extract.page.lines import CELL, Line, line
from extract.page.scripted import scripted
from extract.page.shown import Stated, page_title, stated
from extract.page.title import choose, labelled_titles, titles_of_lines
from extract.page.trim import (
    HEAD_LINES,
    document_range,
    first_body_line,
    is_numbered_above,
    repeated_heading,
    without_title,
)
from extract.page.words import is_furniture, without_controls
from extract.records import Attachment

UNSEEN_BODY = 100
"""Fewer characters of body than these, and what the page does not show at first is searched for one."""

NAMED = ("platform", "container")
"""The steps of the cascade whose container holds a document and nothing else: a number at its head is the document's,
where elsewhere it is the header's."""

LITERAL = re.compile(r"<(?=[A-Za-z]{1,12}+[\u3001-\u9fff\uff01-\uffef])")
"""A sign for "less than" that a parser would take for a tag: letters, then a character that no tag's name has."""

PAGED = re.compile(r"_\d{1,3}\.|=")
"""What the address of a further page has."""

SUMMARY_LENGTH = 20
"""Least characters of a summary that repeats how the text begins. Headings and names that recur have fewer."""

CONTROLLED_LINES = 3
"""How many of a body's last lines may end in the page's controls: 【打印】 stands in its last paragraph or below."""

BELOW_LINES = 12
"""How many lines below a body are read for labels: 信息来源 may stand right below it; the footer comes later."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a page in three parts, its title and portal, `<meta>` values and linked documents.

    `method` is the step of the cascade that found the body, `heading` the title as the body's container repeats it,
    `further` the addresses of the pages on which the document goes on.
    """

    title: str
    head: Sequence[Line]
    body: Sequence[Line]
    below: Sequence[Line]
    method: str
    site_name: str | None = None
    meta: Mapping[str, Sequence[str]] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    heading: str | None = None
    further: tuple[str, ...] = ()


def _without_summary(lines: list[Line]) -> list[Line]:
    """A document's lines without the first, where that is the beginning of a later paragraph: its summary."""
    opening = lines[0].text.rstrip(".…") if lines else ""
    summary = len(opening) >= SUMMARY_LENGTH and any(each.text.startswith(opening) for each in lines[1:])
    return lines[1:] if summary else lines


def _body(lines: Sequence[Line], title: str) -> list[Line]:
    """The lines of a document: no controls among them, no title fused to the first."""
    kept = _without_summary([each for each in without_boxes(lines) if CELL in each.raw or not is_furniture(each)])
    for at in range(max(0, len(kept) - CONTROLLED_LINES), len(kept)):
        if CELL not in kept[at].raw and (bare := without_controls(kept[at].text)) != kept[at].text:
            kept[at] = line(bare)
    first = without_title(kept[0].text, title) if kept else ""
    if kept and first != kept[0].text:
        kept[:1] = [line(first)] if first else []
    return kept


def parts_of_lines(lines: Sequence[Line], title_listed: str | None, method: str = "text") -> Parts:
    """The parts of a page's text, or of a file's: the body begins below the header and the title."""
    begin = first_body_line(lines)
    head = lines[max(0, begin - HEAD_LINES) : begin]
    title = choose([*labelled_titles(head), *titles_of_lines(head)[:1], title_listed, *titles_of_lines(head)], None)
    start, end = document_range(lines, title)
    return Parts(
        title,
        lines[max(0, start - HEAD_LINES) : start],
        _body(lines[start:end], title),
        lines[end : end + BELOW_LINES],
        method,
        heading=repeated_heading(lines, title),
    )


def _cut(
    flow: Flow, numbers: Sequence[int], title: str, method: str
) -> tuple[Sequence[Line], list[Line], Sequence[Line]]:
    """A page's lines above, in, and below the document that the lines of these numbers hold."""
    lines = [flow.lines[at] for at in numbers]
    start, end = document_range(lines, title)
    if method in NAMED and is_numbered_above(lines, start, title):
        start -= 1
    first = numbers[start] if start < len(numbers) else len(flow.lines)
    last = numbers[end - 1] + 1 if end > start else first
    return (
        flow.lines[max(0, first - HEAD_LINES) : first],
        _body(lines[start:end], title),
        flow.lines[last : last + BELOW_LINES],
    )


def _parts_of_flow(flow: Flow, said: Stated, root: HtmlElement, url: str, text: str, listed: str | None) -> Parts:
    """The parts of a page by the lines that are read of it."""
    held = find_body(flow, said.titles)
    above = first_body_line([flow.lines[at] for at in held.lines])
    limit = held.lines[above] if above < len(held.lines) else len(flow.lines)
    title = page_title(said, flow, limit, listed)
    head, body, below = _cut(flow, held.lines, title, held.method)
    first = min(held.lines, default=0)
    linked = attachments((link for link in flow.links if link.line >= first), url)
    heading = repeated_heading([flow.lines[at] for at in held.lines], title)
    further = further_pages(url, text, _pager(root))
    return Parts(title, head, body, below, held.method, said.site_name, said.meta, linked, heading, further)


def _pager(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """The address and the words of each link that may lead to a page with a number."""
    for link in root.iter("a"):
        address = link.get("href", "")
        if PAGED.search(address):
            yield address, link.text_content()


def parts_of_markup(text: str, url: str, title_listed: str | None) -> Parts:
    """The parts of an HTML page. Where it shows no text to speak of, what it holds unseen is read instead."""
    text = LITERAL.sub("&lt;", text)
    root = parse(text)
    said = stated(root)

    def read(hidden: frozenset[str] | None) -> Parts:
        return _parts_of_flow(page_flow(root, url, text, hidden), said, root, url, text, title_listed)

    found = read(hidden_names(root))
    if _length(found.body) >= UNSEEN_BODY:
        return found
    if detail := scripted(text):
        return _with_document(found, read_flow(parse(detail.markup).body), detail.values, "platform")
    unseen = read(None)
    if is_document(unseen.body):
        return unseen
    if kept := held(root):
        return _with_document(found, kept.flow, kept.values, "container")
    if not found.body and not found.attachments and (lines := last_lines(text)):
        return _with_document(found, Flow(lines=lines), {}, "trafilatura")
    return found


def _length(lines: Sequence[Line]) -> int:
    return sum(len(each.text) for each in lines)


def _with_document(parts: Parts, flow: Flow, values: Mapping[str, list[str]], method: str) -> Parts:
    """The page with a document of its own in place of its body, and with the values that are stated beside it."""
    meta = {field: [*values.get(field, []), *parts.meta.get(field, [])] for field in {*values, *parts.meta}}
    title = choose([*meta.get("title", []), parts.title], parts.site_name)
    head, body, below = _cut(flow, range(len(flow.lines)), title, method)
    above, heading = [*parts.head, *head], repeated_heading(flow.lines, title)
    read = replace(parts, title=title, head=above, body=body, below=below)
    return replace(read, heading=heading, method=method, meta=meta)
