"""What the demo portals publish: articles and their figures, as `content/*.yml` state them. A strict loader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

import yaml

PORTALS = ("hanweb", "trs", "gkmlpt")
FORMS = ("plain", "gbk", "docx", "word")
LEVELS = ("province", "prefecture", "county", "township")
NEIGHBOURS_FILE = "neighbours.yml"

ISSUER_KEYS = {"issuer", "issuer_kind", "level", "division", "portal", "header", "shared", "reports"}
REPORT_KEYS = {"id", "year", "title", "published", "written", "source", "header", "form", "figures", "body"}
NEIGHBOUR_KEYS = {"id", "portal", "kind", "title", "published", "written", "source", "header", "body"}
HEADER_KEYS = {"index_number", "document_number", "publisher", "topic", "validity", "openness", "keywords", "summary"}


class ContentError(ValueError):
    """A file of `demo/content/` holds what the loader does not know, or lacks what it needs."""


@dataclass(frozen=True)
class Figure:
    """A quantity that a report states: indicator codes, value in full, unit, comparator, and how the text shows it."""

    indicators: tuple[str, ...]
    value: Decimal
    unit: str
    shown: str
    comparator: str


@dataclass(frozen=True)
class Issuer:
    """Who makes a report: official name, kind (government, department), level, division code of six or nine digits."""

    name: str
    kind: str
    level: str
    division_code: str


@dataclass(frozen=True)
class Article:
    """A page of a portal. A report has an issuer, a year and figures; a neighbour has the kind that it is instead."""

    id: int
    portal: str
    title: str
    published: date
    written: date
    source: str
    header: Mapping[str, str]
    paragraphs: tuple[str, ...]
    kind: str = "report"
    form: str = "plain"
    issuer: Issuer | None = None
    year: int | None = None
    figures: tuple[Figure, ...] = ()


@cache
def articles() -> tuple[Article, ...]:
    """Every article of the three portals, the newest first. Raises ContentError where a file is not as it must be."""
    found: list[Article] = []
    for file in sorted(resources.files("demo").joinpath("content").iterdir(), key=lambda entry: entry.name):
        parsed = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += _neighbours(parsed, file.name) if file.name == NEIGHBOURS_FILE else _reports(parsed, file.name)
    if len({article.id for article in found}) != len(found):
        raise ContentError("demo/content: two articles have one id")
    return tuple(sorted(found, key=lambda article: (article.published, article.id), reverse=True))


def of_portal(portal: str) -> tuple[Article, ...]:
    """The articles that one portal lists, the newest first."""
    return tuple(article for article in articles() if article.portal == portal)


def check_keys(mapping: Any, known: set[str], where: str, optional: frozenset[str] = frozenset()) -> None:
    """Raise ContentError unless `mapping` has every key of `known` (but those `optional`) and no other."""
    if not isinstance(mapping, dict):
        raise ContentError(f"{where}: {mapping!r} is no mapping")
    unknown, missing = set(mapping) - known, known - optional - set(mapping)
    if unknown or missing:
        raise ContentError(f"{where}: unknown keys {sorted(unknown)}, missing keys {sorted(missing)}")


def fill(body: list[str], figures: Mapping[str, Figure], where: str) -> tuple[str, ...]:
    """The paragraphs with each `{name}` replaced by its figure as shown.

    Raises ContentError for a name without a figure and for a figure that no paragraph shows.
    """
    used = {name for text in body for _, name, _, _ in Formatter().parse(text) if name is not None}
    if used != set(figures):
        raise ContentError(f"{where}: without a figure {used - set(figures)}, not shown {set(figures) - used}")
    shown = {name: figure.shown for name, figure in figures.items()}
    return tuple(text.format_map(shown) for text in body)


def _reports(parsed: Any, file: str) -> list[Article]:
    check_keys(parsed, ISSUER_KEYS, file, frozenset({"shared"}))
    if parsed["portal"] not in PORTALS or parsed["level"] not in LEVELS:
        raise ContentError(f"{file}: portal {parsed['portal']!r} or level {parsed['level']!r} is not known")
    issuer = Issuer(parsed["issuer"], parsed["issuer_kind"], parsed["level"], parsed["division"])
    return [_report(row, issuer, parsed, file) for row in parsed["reports"]]


def _report(row: dict[str, Any], issuer: Issuer, parsed: Mapping[str, Any], file: str) -> Article:
    where = f"{file} {row.get('year')}"
    check_keys(row, REPORT_KEYS, where, frozenset({"form", "header"}))
    header = {**parsed["header"], **row.get("header", {})}
    check_keys(header, HEADER_KEYS, where, frozenset(HEADER_KEYS))
    if (form := row.get("form", "plain")) not in FORMS:
        raise ContentError(f"{where}: form {form!r} is not one of {FORMS}")
    figures = {name: _figure(cells, f"{where} {name}") for name, cells in row["figures"].items()}
    return Article(
        id=row["id"],
        portal=parsed["portal"],
        title=row["title"],
        published=row["published"],
        written=row["written"],
        source=row["source"],
        header=header,
        paragraphs=fill(row["body"], figures, where),
        form=form,
        issuer=issuer,
        year=row["year"],
        figures=tuple(figures.values()),
    )


def _figure(cells: list[Any], where: str) -> Figure:
    if not 3 <= len(cells) <= 5:
        raise ContentError(f"{where}: a figure is [indicator, value, unit, shown, comparator], the last two optional")
    codes, value, unit = cells[:3]
    shown = cells[3] if len(cells) > 3 else f"{value}{unit}"
    comparator = cells[4] if len(cells) > 4 else "eq"
    return Figure((codes,) if isinstance(codes, str) else tuple(codes), Decimal(str(value)), unit, shown, comparator)


def _neighbours(parsed: Any, file: str) -> list[Article]:
    found = []
    for row in parsed:
        where = f"{file} {row.get('title')}"
        check_keys(row, NEIGHBOUR_KEYS, where, frozenset({"header"}))
        check_keys(row.get("header", {}), HEADER_KEYS, where, frozenset(HEADER_KEYS))
        fields = {"header": {}, **row, "paragraphs": tuple(row["body"])}
        del fields["body"]
        found.append(Article(**fields))
    return found
