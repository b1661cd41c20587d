"""A page taken apart: what stands above its body, the body, and what stands below; from markup or from plain lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.html import HtmlElement, parse
from extract.page.attachments import attachments
from extract.page.body import find_body, page_flow
from extract.page.flow import Flow, read_flow
from extract.page.lines import CELL, Line, line, squeeze
from extract.page.metatags import meta_values
from extract.page.scripted import scripted
from extract.page.title import LINE_LENGTH, choose, labelled_titles, split_site, titles_of_lines
from extract.page.trim import (
    HEAD_LINES,
    TITLE_LINES,
    document_range,
    ends_like_title,
    first_body_line,
    repeated_heading,
    without_title,
)
from extract.page.words import is_furniture
from extract.records import Attachment

PAGE_TITLE = 500
"""Most characters of a `<title>` that are looked at."""

SCRIPTED_BODY = 100
"""Fewer characters of body than these, and the page's scripts are searched for one."""

BELOW_LINES = 12
"""How many lines below a body are read for labels: 信息来源 may stand right below it; the footer comes later."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a page in three parts, its title and portal, `<meta>` values and linked documents.

    `method` is the step of the cascade that found the body, `heading` the title as the body's container repeats it.
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


def _body(lines: Sequence[Line], title: str) -> list[Line]:
    """The lines of a document: no controls among them, no title fused to the first."""
    kept = [each for each in lines if CELL in each.raw or not is_furniture(each)]
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


def _page_title(root: HtmlElement) -> str:
    node = root.find(".//title")
    return " ".join((node.text or "")[:PAGE_TITLE].split()) if node is not None else ""


def _shown_titles(flow: Flow, limit: int, site_name: str | None) -> list[str]:
    """The texts of elements above the body that are known to show titles, the surest first; no portal's name left."""
    shown = [
        (rank, start, split_site("".join(each.text for each in flow.lines[start:end]), site_name)[0])
        for rank, (start, end) in flow.titles
        if start < limit and 0 < end - start <= TITLE_LINES
    ]
    return [text for _, _, text in sorted(shown)]


def _within(texts: Sequence[str], whole: str) -> list[str]:
    """Those that are most of a whole, the longest first."""
    bare = squeeze(whole)
    parts = (text for text in texts if 2 * len(squeeze(text)) > len(bare) and squeeze(text) in bare)
    return sorted(parts, key=len, reverse=True)


def _titles(root: HtmlElement, flow: Flow, limit: int, site_name: str | None, listed: str | None) -> list[str | None]:
    """Candidates for the title, the surest first."""
    meta, head = meta_values(root), flow.lines[max(0, limit - HEAD_LINES) : limit]
    short = split_site(_page_title(root), site_name)[0]
    shown = _shown_titles(flow, limit, site_name)
    agreed = _within([*shown, *(each.text for each in head)], short)
    named = [text for text in shown if ends_like_title(text)]
    return [
        *meta.get("title", []),
        *labelled_titles(head),
        *agreed[:1],
        *named,
        *([short] if len(squeeze(short)) >= LINE_LENGTH else []),
        listed,
        *shown,
        short,
        *titles_of_lines(head),
    ]


def _cut(flow: Flow, numbers: Sequence[int], title: str) -> tuple[Sequence[Line], list[Line], Sequence[Line]]:
    """A page's lines above, in, and below the document that the lines of these numbers hold."""
    lines = [flow.lines[at] for at in numbers]
    start, end = document_range(lines, title)
    first = numbers[start] if start < len(numbers) else len(flow.lines)
    last = numbers[end - 1] + 1 if end > start else first
    return (
        flow.lines[max(0, first - HEAD_LINES) : first],
        _body(lines[start:end], title),
        flow.lines[last : last + BELOW_LINES],
    )


def parts_of_markup(text: str, url: str, title_listed: str | None) -> Parts:
    """The parts of an HTML page."""
    root = parse(text)
    meta = meta_values(root)
    flow = page_flow(root, url, text)
    held = find_body(flow)
    above = first_body_line([flow.lines[at] for at in held.lines])
    limit = held.lines[above] if above < len(held.lines) else len(flow.lines)
    site_name = next(iter(meta.get("site_name", [])), None) or split_site(_page_title(root), None)[1]
    title = choose(_titles(root, flow, limit, site_name, title_listed), site_name)
    head, body, below = _cut(flow, held.lines, title)
    linked = attachments((link for link in flow.links if link.line >= min(held.lines, default=0)), url)
    heading = repeated_heading([flow.lines[at] for at in held.lines], title)
    found = Parts(title, head, body, below, held.method, site_name, meta, linked, heading)
    return _from_script(found, text) if len("".join(each.text for each in body)) < SCRIPTED_BODY else found


def _from_script(parts: Parts, text: str) -> Parts:
    """The page with the document that a script of it holds, if one does."""
    held = scripted(text)
    if held is None:
        return parts
    meta = {field: [*held.values.get(field, []), *parts.meta.get(field, [])] for field in {*held.values, *parts.meta}}
    flow = read_flow(parse(held.markup).body, {}, ())
    title = choose([*meta.get("title", []), parts.title], parts.site_name)
    head, body, below = _cut(flow, range(len(flow.lines)), title)
    above, heading = [*parts.head, *head], repeated_heading(flow.lines, title)
    read = replace(parts, title=title, head=above, body=body, below=below)
    return replace(read, heading=heading, method="platform", meta=meta)
