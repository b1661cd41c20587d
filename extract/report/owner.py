"""Whose rank it is: which division a text means by 县, 市 or 区 alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.records import Division
from extract.report.divisions import Gazetteer
from extract.report.evidence import Evidence
from extract.report.issuer_words import issuer_words
from extract.report.place_names import is_common_stem, is_common_word

SHORT_NAME = 2
"""Characters of names (范县, 和县) that also arise inside other words, and so need a boundary to their left."""
CITY = "市"
Named = tuple[Division, ...]
"""The divisions that one name may be."""

BEFORE_NAMES = ("年", "法治", "平安")
"""Words that stand right before a place's name: 2023年房县…, 法治巴州."""
TOWNSHIP_RANKS = ("镇", "乡", "街道", "苏木")


def owner(rank: str, evidence: Evidence, gazetteer: Gazetteer) -> Named:
    """The divisions that `rank` (县, 市, 自治区, 镇) can stand for; any division for an empty rank.

    The first text decides that names a place of this rank, or one below a place of this rank; then the place that
    the body names most often. On a portal whose address names its place, those count first that lie in it or above it,
    and then that place. Where no text names one in full, a name without its rank decides.
    """
    near = _named_owner(rank, evidence, gazetteer, evidence.host) if evidence.host else ()
    near = near or _of_rank(evidence.host[:1], rank, gazetteer)
    return near or _named_owner(rank, evidence, gazetteer, ()) or _by_stem(evidence.body, rank, gazetteer)


def _named_owner(rank: str, evidence: Evidence, gazetteer: Gazetteer, host: tuple[Division, ...]) -> Named:
    """The divisions of this rank that the texts name, of those alone that are related to the host's, if there is one.

    A city in another city's district names both: it is meant where it is named as often.
    """

    def named_in(text: str) -> list[Named]:
        named = _ranked(text, rank, gazetteer)
        if text in (evidence.speech, evidence.body):
            named = [divisions for divisions in named if not _lies_below(divisions, rank, evidence)]
        return [divisions for divisions in named if not host or _are_related(divisions, host, gazetteer)]

    counted = Counter(named_in(evidence.body))
    for text in evidence.for_owner:
        if named := named_in(text):
            return _inner_city(named, counted + Counter(named), gazetteer) if rank == CITY else named[0]
    most = [divisions for divisions, _ in counted.most_common()]
    return () if not most else _inner_city(most, counted, gazetteer) if rank == CITY else most[0]


def _lies_below(named: Named, rank: str, evidence: Evidence) -> bool:
    """Whether 市 cannot mean these cities: they are counties, and the body speaks of counties below its own city."""
    if rank != CITY or issuer_words().counties_below.search(evidence.body) is None:
        return False
    return all(division.level == "county" and division not in evidence.host for division in named)


def _are_related(named: Named, host: tuple[Division, ...], gazetteer: Gazetteer) -> bool:
    """Whether one of the divisions lies in the host's, or is it, or stands above it."""
    return any(division in host or gazetteer.is_within(division, host[0]) for division in named)


def portal_owner(evidence: Evidence, gazetteer: Gazetteer) -> Named:
    """The divisions that the portal's own texts name; none where they name none."""
    named = (named for text in evidence.portal for named in _ranked(text, "", gazetteer))
    return next(named, ())


def _by_stem(body: str, rank: str, gazetteer: Gazetteer) -> Named:
    """The divisions of this rank of whose names the body has only the stem, between words that tell it (法治昌乐)."""
    found: Counter[Named] = Counter()
    for frame in issuer_words().stem.finditer(body):
        text = next(filter(None, frame.groups()))
        named = (gazetteer.named(stem + rank) for stem in _stems(text, at_end=frame["before"] is not None))
        found.update(divisions for divisions in named if divisions)
    ranked = found.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or (ranked and ranked[0][1] > ranked[1][1]) else ()


def _stems(text: str, *, at_end: bool) -> list[str]:
    lengths = range(len(text), 1, -1)
    stems = (text[-length:] if at_end else text[:length] for length in lengths)
    return [stem for stem in stems if not is_common_stem(stem)]


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
