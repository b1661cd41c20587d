"""What is true of the demo portals: each report with its figures, and the pages that are no reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from demo.attached import attachment_path
from demo.content import Article, articles
from demo.families import FAMILIES


@dataclass(frozen=True)
class TrueFact:
    """A quantity that a text states: indicator code, value in full, unit, comparator, the words that say so."""

    indicator: str
    value: Decimal
    unit: str
    comparator: str
    shown: str


@dataclass(frozen=True)
class TrueReport:
    """A report as it is: `path` on the portal, `body_text` its paragraphs joined by a line feed."""

    path: str
    portal: str
    title: str
    issuer: str
    issuer_kind: str
    level: str
    division_code: str
    report_year: int
    published_on: date
    written_on: date
    form: str
    attachment: str | None
    """Path of the Word file that holds the whole body, where the page does not."""
    body_text: str
    facts: tuple[TrueFact, ...]


@dataclass(frozen=True)
class Neighbour:
    """A listed page that is no report: `kind` is interpretation, plan, disclosure_report, news or notice."""

    path: str
    portal: str
    title: str
    kind: str


def truth(family: str | None = None) -> tuple[TrueReport, ...]:
    """Every report of the portals, the newest first; with `family`, as the one portal of that family serves them."""
    return tuple(_true_report(article, family) for article in articles() if article.kind == "report")


def neighbours(family: str | None = None) -> tuple[Neighbour, ...]:
    """Every listed page that is no report."""
    return tuple(
        Neighbour(path_of(article, family), article.portal, article.title, article.kind)
        for article in articles()
        if article.kind != "report"
    )


def path_of(article: Article, family: str | None = None) -> str:
    """Where its portal, or one of that family, serves an article."""
    return FAMILIES[family or article.portal].path_of(article)


def _true_report(article: Article, family: str | None) -> TrueReport:
    if article.issuer is None or article.year is None:
        raise ValueError(f"{article.title}: a report needs an issuer and a year")
    path = path_of(article, family)
    return TrueReport(
        path=path,
        portal=article.portal,
        title=article.title,
        issuer=article.issuer.name,
        issuer_kind=article.issuer.kind,
        level=article.issuer.level,
        division_code=article.issuer.division_code,
        report_year=article.year,
        published_on=article.published,
        written_on=article.written,
        form=article.form,
        attachment=attachment_path(article, path) if article.form == "docx" else None,
        body_text="\n".join(article.paragraphs),
        facts=tuple(
            TrueFact(indicator, figure.value, figure.unit, figure.comparator, figure.shown)
            for figure in article.figures
            for indicator in figure.indicators
        ),
    )
