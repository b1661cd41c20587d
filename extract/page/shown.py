"""A page's title as its markup states it: `<meta>`, `<title>`, labels, and the elements that show titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.html import HtmlElement
from extract.page.flow import Flow
from extract.page.lines import Line, squeeze
from extract.page.metatags import meta_values
from extract.page.title import (
    choose,
    labelled_titles,
    names_site,
    split_site,
    titles_of_lines,
    without_date,
)
from extract.page.trim import HEAD_LINES, LINE_LENGTH, TITLE_LINES, ends_like_title

PARTED = re.compile("[-_|—–―>»·]+")
"""What stands between the columns, the portal and the document in a `<title>`."""

PAGE_TITLE = 500
"""Most characters of a `<title>` that are looked at."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page's head says: `<meta>` values, `<title>` without the portal's name, the portal."""

    meta: dict[str, list[str]]
    short: str
    site_name: str | None

    @property
    def titles(self) -> list[str]:
        """The titles that the head states, the surest first."""
        return [*self.meta.get("title", []), self.short]


def stated(root: HtmlElement) -> Stated:
    """What the head of a page says of its document."""
    node, meta = root.find(".//title"), meta_values(root)
    whole = " ".join((node.text or "")[:PAGE_TITLE].split()) if node is not None else ""
    site_name = next(iter(meta.get("site_name", [])), None) or split_site(whole, None)[1]
    return Stated(meta, split_site(whole, site_name)[0], site_name)


def _shown_titles(flow: Flow, limit: int, site_name: str | None) -> list[str]:
    """The texts of elements above the body that are known to show titles, the surest first; no portal's name left."""
    shown = [
        (rank, start, split_site("".join(each.text for each in flow.lines[start:end]), site_name)[0])
        for rank, (start, end) in flow.titles
        if start < limit and 0 < end - start <= TITLE_LINES
    ]
    return [text for _, _, text in sorted(shown)]


def _spread(head: Sequence[Line], whole: str) -> Iterator[str]:
    """The texts of lines that make up, taken together, the beginning of a whole."""
    bare = squeeze(whole)
    for at, line in enumerate(head):
        said = ""
        if not bare.startswith(squeeze(line.text)):
            continue
        for below in head[at : at + TITLE_LINES]:
            if not bare.startswith(squeeze(said + below.text)):
                break
            said += below.text
        yield said


def _within(texts: Iterable[str], whole: str) -> list[str]:
    """Those that are, a date behind them aside, most of a whole, the longest first."""
    bare = squeeze(whole)
    long = [text for text in texts if 2 * len(squeeze(text)) > len(bare)]
    parts = [text if squeeze(text) in bare else without_date(text) for text in long]
    return sorted((text for text in parts if squeeze(text) in bare), key=len, reverse=True)


def _parts(texts: Iterable[str], whole: str) -> list[str]:
    """Those that are a part of a whole between two of its separators, the longest first; neither column nor portal."""
    parts = {squeeze(part) for part in PARTED.split(whole)}
    found = (text for text in texts if squeeze(text) in parts and not names_site(text))
    return sorted((text for text in found if len(squeeze(text)) >= LINE_LENGTH), key=len, reverse=True)


def page_title(said: Stated, flow: Flow, limit: int, listed: str | None) -> str:
    """The title of a page whose text begins at the line `limit`; `listed` is what its listing calls it."""
    return choose(_candidates(said, flow, limit, listed), said.site_name)


def _candidates(said: Stated, flow: Flow, limit: int, listed: str | None) -> Iterator[str | None]:
    """What may be the title, the surest first; each step is taken only where those before it give none."""
    yield from said.meta.get("title", [])
    head = flow.lines[max(0, limit - HEAD_LINES) : limit]
    yield from labelled_titles(head)
    shown = _shown_titles(flow, limit, said.site_name)
    agreed = _within([*shown, *(each.text for each in head), *_spread(head, said.short)], said.short)
    yield from (agreed or _parts(shown, said.short))[:1]
    yield from (text for text in shown if ends_like_title(text))
    names_portal = names_site(said.short)
    if len(squeeze(said.short)) >= LINE_LENGTH and not names_portal:
        yield said.short
    yield listed
    yield from shown
    if not names_portal:
        yield said.short
    yield from titles_of_lines(head)
    yield said.short
