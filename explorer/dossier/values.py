"""What a fact says, in words for a reader: value, period, what narrows it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from explorer.dossier.markup import Html, Say, join, tag, text
from explorer.dossier.words import Label, label
from extract.records import Fact

SIGNS = {"eq": "", "at_least": "≥ ", "at_most": "≤ ", "approx": "≈ "}
"""Set before a value: shorter to read in a table than the words."""

RANK = "rank"
"""The unit of a place in an order."""


def number(value: Decimal) -> str:
    """A value without trailing zeros, its thousands parted: 15,000 and 46.9."""
    whole, point, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole + point + fraction if fraction else whole


def value(fact: Fact, say: Say) -> Html:
    """The value with its unit, after the sign of its comparator where that is not equality."""
    amount = number(fact.value)
    if fact.value_upper is not None:
        amount = f"{amount}–{number(fact.value_upper)}"
    said = join([text(SIGNS.get(fact.comparator, f"{fact.comparator} ")), *_amount(amount, fact.unit, say)])
    if fact.comparator == "eq":
        return said
    return join([said, tag("span", say(label("comparator", fact.comparator)), class_="aside")], " ")


def _amount(amount: str, unit: str, say: Say) -> list[Html]:
    if unit == RANK:
        return [tag("b", say(Label(f"第 {amount} 位", f"rank {amount}")))]
    return [tag("b", text(amount)), text("%") if unit == "%" else tag("span", text(f" {unit}"), lang="zh")]


def period(fact: Fact, say: Say) -> Html:
    """The time that a fact is of: a year, or its first and last day; 累计 where it adds up more than the year."""
    known = fact.period_start or fact.period_end
    said = text(_days(fact.period_start, fact.period_end)) if known else say(Label("未知", "unknown"))
    if not fact.is_cumulative:
        return said
    return join([said, say(Label("累计", "cumulative"))], " ")


def _days(start: date | None, end: date | None) -> str:
    if start and end and start == date(start.year, 1, 1) and end + timedelta(days=1) == date(end.year + 1, 1, 1):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    return f"{start or '…'} – {end or '…'}"


def narrowing(fact: Fact) -> list[tuple[Label, Label]]:
    """What narrows a fact: scope, qualifier and subject, each after its name, those that it has."""
    stated = (
        (Label("范围", "scope"), "scope", fact.scope),
        (Label("限定", "qualifier"), "qualifier", fact.qualifier),
        (Label("对象", "subject"), "subject", fact.subject),
    )
    return [(name, label(group, word)) for name, group, word in stated if word]
