"""The prose of the synthetic nation: clauses of our own words, drawn by Zipf's law, and names of places and brands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from random import Random

import yaml

from extract.records import Division
from extract.report.divisions import load_divisions

WORDS = Path(__file__).with_name("nation_words.yml")

EXPONENT = 0.9
"""Of Zipf's law: the word of rank r is used 1/r**0.9 times as often as the first."""

PLACED, BRANDED, SHARED, TAILED = 0.14, 0.05, 0.08, 0.12
"""Shares of clauses that name a place, that name a brand, that are boilerplate all over the nation, that are a tail."""

Weighted = tuple[list[str], list[float]]


@dataclass(frozen=True)
class Words:
    """The lists of nation_words.yml, most used words first."""

    verbs: list[str]
    modifiers: list[str]
    nouns: list[str]
    openers: list[str]
    tails: list[str]
    boilerplate: list[str]
    problems: list[str]
    parts: dict[str, list[str]]
    leads: list[str]
    counted: list[str]
    brands: list[str]
    brand_ends: list[str]
    departments: list[str]
    titles: list[str]
    refused: list[str]
    laws: list[str]

    @cached_property
    def weighted(self) -> tuple[Weighted, Weighted, Weighted, Weighted]:
        """Verbs, modifiers, nouns and openers with the sums of their weights, as Random.choices takes them."""
        lists = self.verbs, self.modifiers, self.nouns, self.openers
        return tuple((each, list(accumulate((n + 1) ** -EXPONENT for n in range(len(each))))) for each in lists)  # type: ignore[return-value]

    @cached_property
    def places(self) -> list[str]:
        """Names of all townships."""
        return [division.name for division in divisions() if division.level == "township"]


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions that the project ships."""
    return load_divisions()


@cache
def words() -> Words:
    """The vocabulary. Raises TypeError where the file has other lists."""
    return Words(**yaml.safe_load(WORDS.read_text(encoding="utf-8")))


def clauses(rng: Random, count: int) -> list[str]:
    """So many clauses without their marks, of some eleven characters each."""
    known = words()
    verbs, modifiers, nouns, openers = (rng.choices(each, cum_weights=sums, k=count) for each, sums in known.weighted)
    made = []
    for verb, modifier, noun, opener in zip(verbs, modifiers, nouns, openers, strict=True):
        kind = rng.random()
        if kind < PLACED:
            made.append(f"在{rng.choice(known.places)}{verb}{modifier}{noun}")
        elif kind < PLACED + BRANDED:
            brand = rng.choice(known.places)[:2]
            made.append(f"{verb}“{rng.choice(known.brands)}{brand}”{rng.choice(known.brand_ends)}")
        elif kind < PLACED + BRANDED + SHARED:
            made.append(rng.choice(known.boilerplate))
        elif kind < PLACED + BRANDED + SHARED + TAILED:
            made.append(f"{modifier}{noun}{rng.choice(known.tails)}")
        else:
            made.append(f"{opener}{verb}{modifier}{noun}")
    return made


def sentences(rng: Random, count: int) -> list[str]:
    """So many sentences of two to five clauses, each with its full stop."""
    sizes = rng.choices((2, 3, 4, 5), (3, 5, 4, 2), k=count)
    made = iter(clauses(rng, sum(sizes)))
    return ["，".join(next(made) for _ in range(size)) + "。" for size in sizes]
