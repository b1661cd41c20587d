"""What a fact says, in words for a reader: value, period, what narrows it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from extract.records import Fact
from flows.pages.markup import Html, both, join, tag, text
from flows.pages.words import Label, label

SIGNS = {"eq": "", "at_least": "≥ ", "at_most": "≤ ", "approx": "≈ "}
"""Set before a value: shorter to read in a table than the words."""

RANK = "rank"
"""The unit of a place in an order."""


def number(value: Decimal) -> str:
    """A value without trailing zeros, its thousands parted: 15,000 and 46.9."""
    whole, point, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole + point + fraction if fraction else whole


def value(fact: Fact) -> Html:
    """The value with its unit, after the sign of its comparator where that is not equality."""
    amount = number(fact.value)
    if fact.value_upper is not None:
        amount = f"{amount}–{number(fact.value_upper)}"
    said = join([text(SIGNS.get(fact.comparator, f"{fact.comparator} ")), *_amount(amount, fact.unit)])
    if fact.comparator == "eq":
        return said
    return join([said, tag("span", both(label("comparator", fact.comparator)), class_="aside")], " ")


def _amount(amount: str, unit: str) -> list[Html]:
    if unit == RANK:
        return [text("第 "), tag("b", text(amount)), text(" 位")]
    return [tag("b", text(amount)), text(unit if unit == "%" else f" {unit}")]


def period(fact: Fact) -> Html:
    """The time that a fact is of: a year, or its first and last day; 累计 where it adds up more than the year."""
    said = text(_days(fact.period_start, fact.period_end))
    if not fact.is_cumulative:
        return said
    return join([said, both(Label("累计", "cumulative"))], " ")


def _days(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return "未知"
    if start and end and start == date(start.year, 1, 1) and end + timedelta(days=1) == date(end.year + 1, 1, 1):
        return f"{start.year} 年" if start.year == end.year else f"{start.year}–{end.year} 年"
    return f"{start or '…'} 至 {end or '…'}"


def narrowing(fact: Fact) -> list[tuple[Label, Html]]:
    """What narrows a fact: scope, qualifier and subject, each with its name, those that it has."""
    stated = (
        (Label("范围", "scope"), "scope", fact.scope),
        (Label("限定", "qualifier"), "qualifier", fact.qualifier),
        (Label("对象", "subject"), "subject", fact.subject),
    )
    return [(name, both(label(group, word))) for name, group, word in stated if word]
