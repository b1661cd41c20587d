"""Pages of the synthetic nation's reports, of any size, in the markup of every family of sites; their bodies are known.

The same seed, count and size give the same bytes. Three fifths of a page are furniture, and one body in three has the
markup that Word leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain, cycle, islice
from random import Random

from bench.nation_furniture import furnish
from bench.nation_issuers import Issuer, published
from bench.nation_prose import words
from bench.nation_report import write_text
from demo.content import Article
from demo.families import FAMILIES
from demo.site import Site

SEED = 20240401
KILOBYTES = 45
"""A government's page: three real ones that were saved have 25 to 41."""

BODY = 0.4
"""The share of a page's bytes that its body has, marked up: the text of those three is a third of them."""

POOL = 2000
"""Reports that pages are made of: a page of 10 MB has the text of 430."""

FORMS = ("plain", "plain", "word")
MARKUPS = tuple((family, FORMS[(turn + at) % 3]) for turn in range(3) for at, family in enumerate(FAMILIES))
"""Every family with every form, in the order in which pages have them."""

SITE = "http://portal.test"
HTML = "text/html; charset=utf-8"

Pair = tuple[Issuer, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its true body, one paragraph a line."""

    url: str
    content: bytes
    body: str


def made_pages(
    count: int, kilobytes: float = KILOBYTES, seed: int = SEED, markups: Sequence[tuple[str, str]] = MARKUPS
) -> list[Page]:
    """So many pages of so many thousand bytes each, by a paragraph more where that is little."""
    pairs = cycle(_pairs(seed))
    return [_page(pairs, markups[number % len(markups)], number, kilobytes, seed) for number in range(count)]


@cache
def _pairs(seed: int) -> tuple[Pair, ...]:
    return tuple(islice(published(seed), POOL))


def made_bodies(count: int, seed: int = SEED) -> list[str]:
    """The bodies of so many reports, of 2,500 to 4,000 characters."""
    return [write_text(seed, issuer, year).body for issuer, year in islice(_pairs(seed), count)]


def _page(pairs: Iterator[Pair], markup_of: tuple[str, str], number: int, kilobytes: float, seed: int) -> Page:
    (issuer, year), (family, form) = next(pairs), markup_of
    rest = (line for pair in pairs for line in _paragraphs(seed, *pair)[1:-2])
    article = replace(_article(issuer, year, number, _paragraphs(seed, issuer, year)), form=form)
    article = _fitted(article, kilobytes * 1000 * BODY / _swelling(article, family), rest)
    markup = _markup(article, family)
    lacking = int(kilobytes * 1000) - len(markup.encode())
    content = furnish(markup, lacking, Random(f"{seed} {number} furniture")).encode()
    return Page(SITE + FAMILIES[family].path_of(article), content, "\n".join(article.paragraphs))


def _article(issuer: Issuer, year: int, number: int, paragraphs: list[str]) -> Article:
    titles = words().titles
    return Article(
        id=9_000_000 + number,
        portal="trs",
        title=titles[number % len(titles)].format(issuer=issuer.name, year=year),
        published=date(year + 1, 3, 28),
        written=date(year + 1, 3, 20),
        source=issuer.name,
        header={"publisher": issuer.name},
        paragraphs=tuple(paragraphs),
    )


def _fitted(article: Article, size: float, rest: Iterator[str]) -> Article:
    """The article with so many bytes of text: cut before its signature and date, or with paragraphs of the `rest`."""
    *own, name, day = article.paragraphs
    kept: list[str] = []
    for paragraph in chain(own, rest):
        kept.append(paragraph)
        size -= len(paragraph.encode())
        if size <= 0:
            break
    return replace(article, paragraphs=(*kept, name, day))


def _paragraphs(seed: int, issuer: Issuer, year: int) -> list[str]:
    return [line for line in write_text(seed, issuer, year).body.split("\n") if line]


def _swelling(article: Article, family: str) -> float:
    """How many bytes of markup a byte of the text takes in this family and form."""
    whole, bare = (len(_markup(each, family).encode()) for each in (article, replace(article, paragraphs=())))
    return (whole - bare) / len("".join(article.paragraphs).encode())


def _markup(article: Article, family: str) -> str:
    return Site(SITE, family, [article]).answer(FAMILIES[family].path_of(article), {}).body.decode()
