"""The body of a page that names no container: the tightest block that holds nearly all of its running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.page.flow import Range
from extract.page.lines import Line, is_link, is_marked, is_prose
from extract.page.title import without_date
from extract.page.trim import TITLE_LINES, is_above_text, key
from extract.page.words import ends_body, is_summary, is_the_site_s

CHILD_SHARE = 0.8
"""Least share of a block's running text that one block in it must hold to take its place. On 16 pages the block around
the text held 0.94 or more at each step down, and no block inside the text more than 0.51."""

HEADING_WEIGHT = 60
"""A heading counts as so many characters of running text, so that a block is not left for one long paragraph."""

TITLE_KEY = 8
"""Least characters of a title by which the line above a text is known. Columns and menus have fewer."""

PLAIN_LENGTH = 30
"""Least characters of a document without running text: a table of two columns, an agenda. What stands between title
and footer where the document is an image has fewer."""

TEASERS = 3
"""Least number of links, each with running text right below it, that are a list of pages with their summaries."""

TEASER_GAP = 3
"""Most lines from one summary to the next: its date, the next link, and the summary itself."""

TITLED_WEIGHT = 30
"""Least weight of what stands between a line that is the title and the next such line, for the text to begin there. A
header between the two has none, a notice of one sentence 30 and more."""


def weight(line: Line) -> int:
    """How much a line speaks for the block that holds it, in characters."""
    if is_prose(line):
        return 0 if is_the_site_s(line) or is_summary(line) else len(line.text)
    return HEADING_WEIGHT if is_marked(line) else 0


def weights(lines: Sequence[Line]) -> list[int]:
    """The weight of each line. What is said again, as in a copy for telephones or printers, weighs nothing, nor do the
    summaries in a list of pages."""
    seen: set[str] = set()
    found: list[int] = []
    listed = teasers(lines)
    for at, line in enumerate(lines):
        heavy = weight(line)
        found.append(0 if line.text in seen or at in listed else heavy)
        if heavy:
            seen.add(line.text)
    return found


def teasers(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines of lists of pages: links, the running text right below each, what stands between."""
    below = [at for at, (above, line) in enumerate(pairwise(lines), 1) if is_link(above) and is_prose(line)]
    found: set[int] = set()
    first = 0
    for end, at in enumerate(below, 1):
        if end < len(below) and below[end] - at <= TEASER_GAP:
            continue
        if end - first >= TEASERS:
            found |= set(range(below[first] - 1, at + 1))
        first = end
    return found


def plain_weights(lines: Sequence[Line]) -> list[int]:
    """The length of each line that may be a document's, for pages without running text."""
    return [0 if is_link(line) or is_above_text(line) or ends_body(line) else len(line.text) for line in lines]


def _title_ends(lines: Sequence[Line], titles: Iterable[str]) -> list[int]:
    """The numbers of the lines right below those that are, alone or joined with the next ones, one of the titles."""
    wanted = {key(title) for title in titles}
    wanted = {title for title in wanted if len(title) >= TITLE_KEY}
    begins = tuple({title[:1] for title in wanted})
    found: list[int] = []
    for at, line in enumerate(lines):
        if not wanted or not line.text.lstrip(" 《“\"'【[")[:1].lower().startswith(begins) or is_link(line):
            continue
        said = ""
        for end in range(at, min(at + TITLE_LINES, len(lines))):
            said += key(lines[end].text)
            if said in wanted or key(without_date(lines[end].text)) in wanted:
                found.append(end + 1)
                break
            if not any(title.startswith(said) for title in wanted):
                break
    return found


def text_start(lines: Sequence[Line], weighed: Sequence[int], titles: Iterable[str], least: int) -> int:
    """The number of the line right below the page's title, where it is shown above so much text; else 0."""
    ends = _title_ends(lines, titles)
    for begin, end in pairwise([*ends, len(lines)]):
        if sum(weighed[begin:end]) >= least:
            return begin
    return 0


def tightest(blocks: Sequence[Range], before: list[int]) -> Range:
    """The lines of the innermost block that holds `CHILD_SHARE` of the weight of the block around it; those of the page
    where no block does. `before` is the weight before each line."""
    start, end = 0, len(before) - 1
    for first, last in reversed(blocks):  # those around others come before them
        total = before[end] - before[start]
        if start <= first and last <= end and total and before[last] - before[first] >= CHILD_SHARE * total:
            start, end = first, last
    return start, end
