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
CITY = "市"
Named = tuple[Division, ...]
"""The divisions that one name may be."""

BEFORE_NAMES = ("年", "法治", "平安")
"""Words that stand right before a place's name: 2023年房县…, 法治巴州."""
TOWNSHIP_RANKS = ("镇", "乡", "街道", "苏木")


def owner(rank: str, texts: tuple[str, ...], body: str, gazetteer: Gazetteer) -> Named:
    """The divisions that `rank` (县, 市, 自治区, 镇) can stand for; any division for an empty rank.

    The first text decides that names a place of this rank, or one below a place of this rank; then the place that
    the body names most often. A city in another city's district names both: it is meant where it is named as often.
    """
    counted = Counter(_ranked(body, rank, gazetteer))
    for text in texts:
        if named := _ranked(text, rank, gazetteer):
            return _inner_city(named, counted + Counter(named), gazetteer) if rank == CITY else named[0]
    most = [divisions for divisions, _ in counted.most_common()]
    return () if not most else _inner_city(most, counted, gazetteer) if rank == CITY else most[0]


def _inner_city(named: list[Named], counted: Counter[Named], gazetteer: Gazetteer) -> Named:
    """The first of the cities, or one that lies in it and is named as often."""
    outer = named[0]
    return next(
        (
            inner
            for inner in named[1:]
            if counted[inner] >= counted[outer]
            and all(any(gazetteer.is_within(city, above) for above in outer) for city in inner)
        ),
        outer,
    )


def _ranked(text: str, rank: str, gazetteer: Gazetteer) -> list[Named]:
    """The divisions of this rank that the text names, in order."""
    found = (_of_rank(mention, rank, gazetteer) for mention in _mentions(text, gazetteer, rank))
    return [ranked for ranked in found if ranked]


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
    if len(name) > SHORT_NAME or chain or start == 0 or not text[start - 1].isalpha():
        return True
    return text[:start].endswith(BEFORE_NAMES)


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
