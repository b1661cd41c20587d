"""Who publishes in the synthetic nation: governments and departments of all divisions, and in which years."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from itertools import chain
from random import Random

from bench.nation_prose import divisions, words
from extract.records import Division
from extract.report.divisions import Gazetteer, is_zone

YEARS = range(2016, 2026)

WEIGHT = {"province": 1e9, "prefecture": 1e6, "county": 40.0, "township": 1.0}
"""Who is collected first: all provinces and prefectures, most counties, then townships and departments alike."""

DEPARTMENT_WEIGHT = {"province": 1e3, "prefecture": 4.0, "county": 0.7}

COVERAGE = {"province": 0.98, "prefecture": 0.95, "county": 0.86, "township": 0.5}
"""The share of governments that published in the last year; departments half as often. It rises by 2 points a year."""

NOT_COLLECTED = ("71", "81", "82")
"""First digits of the codes of Taiwan, Hong Kong and Macao."""

JITTER = 0.5
"""By how much a report's turn differs from its issuer's: nights bring years that the history lacks of most issuers."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """A government or department. `portal` and `above` are the codes of the divisions on whose portals its reports
    stand, its own and a mirror's; `region` is the prefecture or province whose portals are collected together."""

    name: str
    kind: str
    level: str
    division: str
    place: str
    portal: str
    above: str
    region: str
    since: int
    until: int


@cache
def gazetteer() -> Gazetteer:
    """The divisions that the project ships, by code."""
    return Gazetteer.from_rows(divisions())


def seat(division: Division) -> str:
    """What the government of a division is called, after the place."""
    if is_zone(division):
        return "管理委员会"
    return "办事处" if division.level == "township" and division.name.endswith("街道") else "人民政府"


def _issuers(division: Division) -> Iterator[tuple[float, Issuer]]:
    """The issuers of a division with their weights: its government, above townships its departments, too."""
    lineage = gazetteer().lineage(division)
    portal = lineage[min(division.level == "township", len(lineage) - 1)]
    above = lineage[min(lineage.index(portal) + 1, len(lineage) - 1)]
    region = next((each for each in lineage if each.level == "prefecture"), lineage[-1])
    name = gazetteer().official_name(division)
    place = (division.level, division.code, division.name, portal.code, above.code, region.code)
    since = division.valid_from.year if division.valid_from else YEARS[0]
    until = division.valid_to.year if division.valid_to else YEARS[-1]
    yield WEIGHT[division.level], Issuer(name + seat(division), "government", *place, since, until)
    if division.level in DEPARTMENT_WEIGHT and not is_zone(division):
        end = "厅" if division.level == "province" else "局"
        for stem in words().departments:
            yield DEPARTMENT_WEIGHT[division.level], Issuer(name + stem + end, "department", *place, since, until)


def _is_collected(division: Division) -> bool:
    return not division.code.startswith(NOT_COLLECTED)


def ranked(seed: int) -> list[Issuer]:
    """All issuers in the order in which they are collected; larger ones first, else by chance."""
    rng = Random(f"{seed} issuers")
    weighed = chain.from_iterable(_issuers(each) for each in divisions() if _is_collected(each))
    turns = [(-math.log(1.0 - rng.random()) / weight, issuer) for weight, issuer in weighed]
    return [issuer for _, issuer in sorted(turns, key=lambda turn: turn[0])]


def _years(issuer: Issuer, rng: Random) -> Iterator[int]:
    share = COVERAGE[issuer.level] * (0.5 if issuer.kind == "department" else 1.0)
    for year in YEARS:
        if issuer.since <= year <= issuer.until and rng.random() < share - 0.02 * (YEARS[-1] - year):
            yield year


def published(seed: int) -> Iterator[tuple[Issuer, int]]:
    """Every report of the nation, as issuer and year, in the order in which it is found; some 600,000 in all."""
    waiting: list[tuple[float, int, int, Issuer]] = []
    for rank, issuer in enumerate(ranked(seed)):
        while waiting and waiting[0][0] <= rank * (1 - JITTER):
            yield waiting[0][3], heappop(waiting)[2]
        rng = Random(f"{seed} {issuer.name} years")
        for year in _years(issuer, rng):
            turn = rank * (1 - JITTER + 2 * JITTER * rng.random())
            heappush(waiting, (turn, rank, year, issuer))
    while waiting:
        yield waiting[0][3], heappop(waiting)[2]
