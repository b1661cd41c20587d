"""Dossiers of a short report, and their pages read as a browser reads them."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bs4 import BeautifulSoup, Tag

from extract.records import Fact, IndicatorRow, Report, Section
from warehouse.dossier import Dossier, Lineage

NIGHT = datetime(2024, 5, 1, tzinfo=UTC)
BODY = "开头。\n一、主要工作\n（一）复议。依《某法》第3条收到58件，办复率、满意率均达到100%。"


def read(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The only element that a selector finds."""
    (found,) = soup.select(selector)
    return found


def body_of(soup: BeautifulSoup) -> str:
    """The words of the article, from which the cards are taken away."""
    for card in soup.select("article .card"):
        card.extract()
    return one(soup, "article").get_text()


def blank(record: type[Any], **values: Any) -> Any:
    return record(**(dict.fromkeys(field.name for field in fields(record)) | values))


def fact(quote: str, indicator: str | None, **other: Any) -> Fact:
    start = BODY.index(quote)
    stated = {
        "fact_id": f"{start}{indicator}".replace(".", "-"),
        "indicator": indicator,
        "value": Decimal(quote.rstrip("件%条")),
        "unit": quote[-1],
        "comparator": "eq",
        "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31),
        "is_cumulative": False,
        "quote": quote,
        "char_start": start,
        "char_end": start + len(quote),
        "sentence": BODY[BODY.index("依《") :],
        "rule": "count",
    }
    result: Fact = blank(Fact, **(stated | other))
    return result


def section(number: int, level: int, marker: str, heading: str, part: str = "achievements") -> Section:
    start = BODY.index(marker)
    result: Section = blank(
        Section, section_no=number, level=level, marker=marker, heading=heading, part=part, char_start=start
    )
    return result


def dossier(*facts: Fact, **other: Any) -> Dossier:
    report = {"report_id": "r" * 16, "title": "某县报告", "url": "http://portal.test/a", "body_text": BODY}
    values: dict[str, Any] = {
        "report": blank(Report, **(report | other.pop("report", {}))),
        "lineage": Lineage(
            NIGHT, NIGHT, NIGHT, 1, "http://portal.test/a", "text/html", "ab", 9, "a.warc.gz", 7, 8, "r1"
        ),
        "sections": (
            section(0, 0, "", "", "opening"),
            section(1, 1, "一、", "主要工作"),
            section(2, 2, "（一）", "复议"),
        ),
        "facts": facts,
        "indicators": {code: IndicatorRow(code, f"名{code}", "Name", "%", "rate", "What.") for code in ("a.x", "a.y")},
    }
    empty: dict[str, Any] = {"division": None, "citations": (), "flags": (), "issues": ()}
    return Dossier(**(values | empty | other))
