"""What is true of the demo portals: each report with its figures, and the pages that are no reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from demo import gkmlpt, hanweb, trs
from demo.content import Article, articles

PATHS: dict[str, Callable[[Article], str]] = {
    "hanweb": hanweb.path_of,
    "trs": trs.path_of,
    "gkmlpt": gkmlpt.path_of,
}


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


def truth() -> tuple[TrueReport, ...]:
    """Every report of the portals, the newest first."""
    return tuple(_true_report(article) for article in articles() if article.kind == "report")


def neighbours() -> tuple[Neighbour, ...]:
    """Every listed page that is no report."""
    return tuple(
        Neighbour(path_of(article), article.portal, article.title, article.kind)
        for article in articles()
        if article.kind != "report"
    )


def path_of(article: Article) -> str:
    """Where its portal serves an article."""
    return PATHS[article.portal](article)


def _true_report(article: Article) -> TrueReport:
    if article.issuer is None or article.year is None:
        raise ValueError(f"{article.title}: a report needs an issuer and a year")
    return TrueReport(
        path=path_of(article),
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
        attachment=trs.attachment_path(article) if article.form == "docx" else None,
        body_text="\n".join(article.paragraphs),
        facts=tuple(
            TrueFact(indicator, figure.value, figure.unit, figure.comparator, figure.shown)
            for figure in article.figures
            for indicator in figure.indicators
        ),
    )
