"""Which lines of a page hold its body: the platform's container, a standard one, or the page's structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from extract.html import HtmlElement
from extract.page.containers import Mark, containers
from extract.page.flow import Flow, Range, read_flow
from extract.page.lines import Line, is_link, is_prose
from extract.page.structure import (
    CHILD_SHARE,
    PLAIN_LENGTH,
    TITLED_WEIGHT,
    plain_weights,
    teasers,
    text_start,
    tightest,
    weights,
)
from extract.page.words import ends_body
from extract.platforms import PLATFORMS

PROSE_SHARE = 0.5
"""Least share of the running text in the page's heaviest block that a container must hold to be its body: more than any
other part of the page can. A summary holds less."""

PROSE_ENOUGH = 200
"""Least weight of the heaviest block for which an empty container is passed over. Footers and tools weigh up to 33."""

GAP_LINES = 3
"""Most lines between two editors that hold one text: a caption, a name of the part."""

CONTAINERS_TRIED = 3
"""How many containers of one kind are looked at, the heaviest first: where these hold too little, so do the others."""

LINK_LINES = 8
"""Most links one below the other that a text without a container may hold: laws that it names. Lists of pages have
more, or stand at its end."""


@dataclass(frozen=True, slots=True)
class Body:
    """The numbers of the lines that a step of the cascade took for the body's, head and tail not yet cut off."""

    lines: tuple[int, ...]
    method: str


def page_flow(root: HtmlElement, url: str, text: str, hidden: frozenset[str] | None) -> Flow:
    """The page's lines but for what is `hidden`, with the containers of the platforms that recognise it marked."""
    recognised = [platform for platform in PLATFORMS.values() if platform.recognise(url, text)]
    selectors = [css for platform in recognised for css in platform.body]
    pairs = [pair for platform in recognised for pair in platform.marks]
    marks = [Mark(begins.lower(), ends.lower(), len(selectors) + rank) for rank, (begins, ends) in enumerate(pairs)]
    return read_flow(root.body, selectors, marks, hidden)


def _has_tools(lines: Sequence[Line]) -> bool:
    """Whether links stand in lines, or words that end a document."""
    return any(is_link(each) or ends_body(each) for each in lines)


def _joined(flow: Flow, chosen: Range, editors: Sequence[Range]) -> Range:
    """An editor's range with those of other editors right before and behind it, as where a text stands in two."""
    start, end = chosen
    for first, last in editors:
        if 0 <= first - end <= GAP_LINES and not _has_tools(flow.lines[end:first]):
            end = last
    for first, last in reversed(editors):
        if 0 <= start - last <= GAP_LINES and not _has_tools(flow.lines[last:start]):
            start = first
    return start, end


def _innermost(flow: Flow, chosen: Range, others: Sequence[Range], before: list[int]) -> Range:
    """A container's range, or that of its like in it with nearly all of its text, if links or tools stand around it."""
    start, end = chosen
    for first, last in others:
        inside = start <= first and last <= end
        nearly_all = before[last] - before[first] >= CHILD_SHARE * (before[end] - before[start])
        if inside and nearly_all and _has_tools([*flow.lines[start:first], *flow.lines[last:end]]):
            start, end = first, last
    return start, end


def _named(flow: Flow, before: list[int]) -> Iterator[tuple[Range, str, bool]]:
    """The ranges that platform and standard containers name, and whether an editor does: the surest first; of equals
    the one with most text."""

    def heaviest_first(found: Range) -> int:
        return before[found[0]] - before[found[1]]

    editors = sorted({found for rank, found in flow.bodies if rank in containers().editors})
    for method, marked in (("platform", flow.wanted), ("container", flow.bodies)):
        for _, group in groupby(sorted(marked, key=lambda item: item[0]), key=lambda item: item[0]):
            ranges = sorted((found for _, found in group if found[1] > found[0]), key=heaviest_first)
            for found in ranges[:CONTAINERS_TRIED]:
                inner = _innermost(flow, found, ranges, before)
                edited = inner in editors
                yield _joined(flow, inner, editors) if edited else inner, method, edited


def find_body(flow: Flow, titles: Sequence[str] = ()) -> Body:
    """The first container that holds enough of the page's running text; where there is none, the tightest such block.

    What stands above the line that shows one of the page's `titles` is no text of its body; an editor's container below
    it is the body however much other text the page has (comments, summaries of other pages). A page without running
    text has the first container that holds any line, what stands below its title, or no lines at all.
    """
    weighed = weights(flow.lines)
    first = text_start(flow.lines, weighed, titles, TITLED_WEIGHT)
    before = [0, *accumulate([0] * first + weighed[first:])]
    start, end = tightest(flow.blocks, before)
    prose = before[end] - before[start]
    surest: Body | None = None
    for (begin, last), method, edited in _named(flow, before):
        surest = surest or Body(tuple(range(begin, last)), method)
        least = min(TITLED_WEIGHT, PROSE_SHARE * prose) if first and edited else PROSE_SHARE * prose
        if before[last] - before[begin] >= least and prose:
            return Body(tuple(range(begin, last)), method)
    if surest and prose < PROSE_ENOUGH:
        return surest
    if not prose:
        return _plain(flow, titles)
    return Body(_without_lists(flow, range(max(start, first), end)), "structure")


def _without_lists(flow: Flow, numbers: range) -> tuple[int, ...]:
    """The numbers of lines but for long runs of links and links with summaries: the lists that stand beside a text."""
    kept: list[int] = []
    summed = teasers(flow.lines)
    others = (at for at in numbers if at not in summed)
    for listed, run in groupby(others, key=lambda at: is_link(flow.lines[at]) and not is_prose(flow.lines[at])):
        found = list(run)
        if not listed or (kept and len(found) <= LINK_LINES):
            kept += found
    return tuple(kept)


def _plain(flow: Flow, titles: Sequence[str]) -> Body:
    """What stands below the title of a page without running text: a table, an agenda; perhaps nothing."""
    weighed = plain_weights(flow.lines)
    first = text_start(flow.lines, weighed, titles, PLAIN_LENGTH)
    if not first:
        return Body((), "structure")
    start, end = tightest(flow.blocks, [0, *accumulate([0] * first + weighed[first:])])
    return Body(_without_lists(flow, range(max(start, first), end)), "structure")
