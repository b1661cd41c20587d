"""Boxes of related pages inside a document: their name (相关链接, 延伸阅读) and the links below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extract.page.lines import Line, is_link, is_prose
from extract.page.words import ends_body, is_aside

BOX_LINKS = 2
"""Least number of links that make a box. A single one below such a name may be a page that the text cites."""

CITED = re.compile("《[^》]+》")
"""A link that is a law's name and nothing else: a text cites it, where the links of a box give pages' titles."""


def _from(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """The lines from one on. A slice would copy all of them for each box."""
    return (lines[number] for number in range(at, len(lines)))


def goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the document's text goes on below the name of a box, before anything else that ends it.

    A paragraph below a link, or below its date, may sum up another page; one below the name or a paragraph does not.
    """
    if not is_aside(lines[at]):
        return False
    for above, line in pairwise(_from(lines, at)):
        if ends_body(line) and not is_aside(line):
            return False
        if is_prose(line) and (is_prose(above) or is_aside(above)):
            return True
    return False


def _leads_away(line: Line) -> bool:
    return is_link(line) and not is_prose(line) and not CITED.fullmatch(line.text)


def without_boxes(lines: Sequence[Line]) -> list[Line]:
    """The lines of a document but for its boxes of related pages."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        links = sum(1 for _ in takewhile(_leads_away, _from(lines, at + 1))) if is_aside(lines[at]) else 0
        if links >= BOX_LINKS:
            at += links
        else:
            kept.append(lines[at])
        at += 1
    return kept
