"""Whose rank it is: which division a text means by 县, 市 or 区 alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.records import Division
from extract.report.divisions import Gazetteer
from extract.report.place_names import is_common_word

SHORT_NAME = 2
"""Characters of names (范县, 和县) that also arise inside other words, and so need a boundary to their left."""
TOWNSHIP_RANKS = ("镇", "乡", "街道", "苏木")


def owner(rank: str, texts: tuple[str, ...], body: str, gazetteer: Gazetteer) -> tuple[Division, ...]:
    """The divisions that `rank` (县, 市, 自治区, 镇) can stand for; any division for an empty rank.

    The first text decides that names a place of this rank, or one below a place of this rank; then the place that
    the body names most often.
    """
    for text in texts:
        for found in _mentions(text, gazetteer, rank):
            if ranked := _of_rank(found, rank, gazetteer):
                return ranked
    counted = Counter(_of_rank(found, rank, gazetteer) for found in _mentions(body, gazetteer, rank))
    del counted[()]
    return counted.most_common(1)[0][0] if counted else ()


def _mentions(text: str, gazetteer: Gazetteer, rank: str) -> Iterator[tuple[Division, ...]]:
    """The places that the text names, of a chain (遂宁市安居区) the innermost."""
    start = 0
    chain: tuple[Division, ...] = ()
    while start < len(text):
        name, found = gazetteer.longest_at(text, start)
        if rank not in TOWNSHIP_RANKS:
            found = tuple(division for division in found if division.level != "township")
        if not _is_bounded(text, start, name, chain):
            name, found = "", ()
        inner = tuple(d for d in found if any(gazetteer.is_within(d, above) for above in chain))
        if chain and not inner:
            yield chain
        chain = inner or (() if is_common_word(name) else found)
        start += len(name) if found else 1
    if chain:
        yield chain


def _is_bounded(text: str, start: int, name: str, chain: tuple[Division, ...]) -> bool:
    """Whether a short name is one by its left neighbour: 示范县 does not name 范县."""
    return (
        len(name) > SHORT_NAME or bool(chain) or start == 0 or not text[start - 1].isalpha() or text[start - 1] == "年"
    )


def _of_rank(found: tuple[Division, ...], rank: str, gazetteer: Gazetteer) -> tuple[Division, ...]:
    ranked: dict[str, Division] = {}
    for division in found:
        for line in gazetteer.lineage(division):
            if _has_rank(line, rank):
                ranked[line.code] = line
                break
    return tuple(ranked.values())


def _has_rank(division: Division, rank: str) -> bool:
    if rank == "区":
        return division.name.endswith("区") and not re.search("(?:自治|地)区$", division.name)
    return division.name.endswith(rank)
