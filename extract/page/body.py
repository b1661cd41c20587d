"""Which lines of a page hold its body: the platform's container, a standard one, or the page's structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.html import HtmlElement, select
from extract.page.containers import Mark
from extract.page.flow import Flow, Range, read_flow
from extract.page.lines import is_link, is_prose
from extract.page.structure import tightest, weights_before
from extract.platforms import PLATFORMS

PROSE_SHARE = 0.5
"""Least share of the running text in the page's heaviest block that a container must hold to be its body: more than any
other part of the page can. A summary holds less."""

PROSE_ENOUGH = 200
"""Least weight of the heaviest block for which an empty container is passed over. Footers and tools weigh up to 33."""


@dataclass(frozen=True, slots=True)
class Body:
    """The numbers of the lines that a step of the cascade took for the body's, head and tail not yet cut off."""

    lines: tuple[int, ...]
    method: str


def page_flow(root: HtmlElement, url: str, text: str) -> Flow:
    """The page's lines, with the containers of the platforms that recognise it marked."""
    recognised = [platform for platform in PLATFORMS.values() if platform.recognise(url, text)]
    selectors = [css for platform in recognised for css in platform.body]
    wanted = {node: rank for rank, css in reversed(list(enumerate(selectors))) for node in select(root, css)}
    pairs = [pair for platform in recognised for pair in platform.marks]
    marks = [Mark(begins.lower(), ends.lower(), len(selectors) + rank) for rank, (begins, ends) in enumerate(pairs)]
    return read_flow(root.body, wanted, marks)


def _named(flow: Flow, before: list[int]) -> Iterator[tuple[Range, str]]:
    """The ranges that platform and standard containers name: the surest first; of equals the one with most text."""
    for method, found in (("platform", flow.wanted), ("container", flow.bodies)):
        for _, (start, end) in sorted(found, key=lambda item: (item[0], before[item[1][0]] - before[item[1][1]])):
            if end > start:
                yield (start, end), method


def find_body(flow: Flow) -> Body:
    """The first container that holds enough of the page's running text; where there is none, the tightest such block.

    A page without running text has the first container that holds any line, or no lines at all.
    """
    before = weights_before(flow.lines)
    start, end = tightest(flow.root, before)
    prose = before[end] - before[start]
    named = list(_named(flow, before))
    for (first, last), method in named:
        if before[last] - before[first] >= PROSE_SHARE * prose and prose:
            return Body(tuple(range(first, last)), method)
    if named and prose < PROSE_ENOUGH:
        (first, last), method = named[0]
        return Body(tuple(range(first, last)), method)
    kept = (at for at in range(start, end) if is_prose(flow.lines[at]) or not is_link(flow.lines[at]))
    return Body(tuple(kept) if prose else (), "structure")
