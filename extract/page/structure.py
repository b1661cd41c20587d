"""The body of a page that names no container: the tightest block that holds nearly all of its running text."""

from __future__ import annotations

from itertools import accumulate

from extract.page.flow import Block, Range
from extract.page.lines import Line, is_marked, is_prose

CHILD_SHARE = 0.8
"""Least share of a block's running text that one block in it must hold to take its place. On 16 pages the block around
the text held 0.94 or more at each step down, and no block inside the text more than 0.51."""

HEADING_WEIGHT = 60
"""A heading counts as so many characters of running text, so that a block is not left for one long paragraph."""


def weight(line: Line) -> int:
    """How much a line speaks for the block that holds it, in characters."""
    if is_prose(line):
        return len(line.text)
    return HEADING_WEIGHT if is_marked(line) else 0


def weights_before(lines: list[Line]) -> list[int]:
    """The summed weight of the lines before each line, and of all."""
    return [0, *accumulate(map(weight, lines))]


def tightest(root: Block, before: list[int]) -> Range:
    """The lines of the innermost block that holds `CHILD_SHARE` of the weight of the block around it."""
    block = root
    while True:
        total = before[block.end] - before[block.start]
        heavy = max(block.children, key=lambda child: before[child.end] - before[child.start], default=None)
        if heavy is None or not total or before[heavy.end] - before[heavy.start] < CHILD_SHARE * total:
            return block.start, block.end
        block = heavy
