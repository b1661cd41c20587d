"""Formats: numbers, shares and times as a reader sees them. Templates know each function by its name as a filter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from extract.errors import UsageError

_COMPARATORS = {"eq": "", "at_least": "≥ ", "at_most": "≤ ", "approx": "≈ "}

_RELEASE_ID = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})\d{2}Z")


def number(value: float | None) -> str:
    """A number with its thousands parted; no more decimals than it has, of six at most. Nothing for None."""
    if value is None:
        return ""
    return f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def rounded(value: float | None) -> str:
    """A computed number: three digits that tell, and no digits of thousands lost."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def share(value: float | None) -> str:
    """A share of 1 in percent. All and nothing are told only where it is so: 99.6 % is not 100 %."""
    if value is None:
        return ""
    percent = round(value * 100)
    if percent in (0, 100) and value not in (0, 1):
        return f"{value * 100:.1f}%" if 0.0005 <= value < 0.9995 else ("<0.1%" if percent == 0 else ">99.9%")
    return f"{percent}%"


def step(value: float) -> int:
    """The shade of a share: 0 for nothing, 10 for all, and neither for anything else."""
    return int(value) * 10 if value in (0, 1) else min(9, max(1, round(value * 10)))


def comparator(value: str) -> str:
    """The sign of a comparator, with the blank behind it; none where the value is exact."""
    return _COMPARATORS[value]


def moment(value: datetime) -> str:
    """A time to the minute, in UTC."""
    return f"{value:%Y-%m-%d %H:%M}"


def day(value: date | None) -> str:
    """A day; nothing for None."""
    return value.isoformat() if value else ""


def released_at(release_id: str) -> str:
    """When a release was made, as its identifier says, in UTC; nothing where it does not say so."""
    found = _RELEASE_ID.match(release_id)
    return "{}-{}-{} {}:{} UTC".format(*found.groups()) if found else ""


def within(code: str) -> str:
    """What the codes of a division and of all that lie in it begin with: 33 for 330000.

    Raises UsageError for what is no code.
    """
    if not re.fullmatch(r"\d{6}(\d{3})?", code):
        raise UsageError(f"{code} is no code of a division", "Six digits, nine of a township.")
    return code if len(code) == 9 else re.sub(r"(00)+$", "", code)


FILTERS: dict[str, Callable[..., object]] = {
    each.__name__: each for each in (number, rounded, share, step, comparator, moment, day, released_at)
}
