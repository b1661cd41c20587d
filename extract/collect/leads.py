"""Where on a portal its column of reports may be: links and addresses that say so, ranked by columns.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urldefrag, urlsplit

from extract.collect.hosts import host_of
from extract.errors import KnowledgeError
from extract.html import parse, select
from extract.knowledge import read_tsv
from extract.platforms.rows import page_address

DATA_FILE = "columns.tsv"
COLUMNS = ("rank", "place", "pattern")
PLACES = ("words", "address")

COLUMN_LENGTH = 24
"""Characters of a column's name. The longest in portals' own navigation have 18; a report's title has 20 and more."""

YEAR = re.compile(r"(?:19|20)\d\d|二[〇○零]")
"""What a report's title has and a column's name has not."""

SPACE = re.compile(r"\s+")
LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)")
"""An address of a sitemap.xml."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that may be the column's, or lead to it; `said` is the link's words, or the address itself."""

    url: str
    said: str
    rank: int


@dataclass(frozen=True, slots=True)
class _Rule:
    rank: int
    place: str
    pattern: re.Pattern[str]


def leads_in(url: str, text: str) -> list[Lead]:
    """The leads of a page or a sitemap.xml on its own host, the best first, an address once."""
    found: dict[str, Lead] = {}
    for address, said in (*_links(url, text), *_locations(text)):
        rank = _rank(address, said)
        if rank and host_of(address) == host_of(url) and rank > (found[address].rank if address in found else 0):
            found[address] = Lead(address, said or address, rank)
    return sorted(found.values(), key=lambda lead: -lead.rank)


def _links(url: str, text: str) -> Iterator[tuple[str, str]]:
    for link in select(parse(text), "a[href]"):
        address = page_address(url, link.get("href") or "")
        if address:
            said = link.get("title") or link.text_content()
            yield address + _category(link.get("href") or ""), SPACE.sub("", said)


def _category(href: str) -> str:
    """The fragment, where it is a number: a catalogue that is one page names its categories so."""
    fragment = urldefrag(href).fragment
    return f"#{fragment}" if fragment.isdigit() else ""


def _locations(text: str) -> Iterator[tuple[str, str]]:
    for match in LOCATION.finditer(text):
        if host_of(match[1]):
            yield match[1], ""


def _rank(address: str, said: str) -> int:
    """That of the best rule that fits; 0 for none, and for what bears a document's title."""
    if len(said) > COLUMN_LENGTH or YEAR.search(said):
        return 0
    texts = {"words": said, "address": urlsplit(address).path.lower()}
    return next((rule.rank for rule in _rules() if rule.pattern.search(texts[rule.place])), 0)


@cache
def _rules() -> tuple[_Rule, ...]:
    """The rules, the best first. Raises KnowledgeError for an unknown place, a rank or pattern that is none."""
    return tuple(sorted(map(_rule, read_tsv(DATA_FILE, COLUMNS)), key=lambda rule: -rule.rank))


def _rule(row: dict[str, str]) -> _Rule:
    try:
        rule = _Rule(int(row["rank"]), row["place"], re.compile(row["pattern"]))
    except (ValueError, re.error) as error:
        raise KnowledgeError(f"extract/data/{DATA_FILE}, {row['pattern']}: {error}", "Mend the line.") from error
    if rule.place not in PLACES:
        raise KnowledgeError(f'extract/data/{DATA_FILE}: unknown place "{rule.place}"', f"Known: {', '.join(PLACES)}.")
    return rule
