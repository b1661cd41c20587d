"""What one visit to a source is for: a night's work, a re-check of what is known, or a bounded look into its past."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from extract.collect.bounds import PAGES_MAX
from extract.collect.recall import Recall
from extract.collect.source import Cadence
from extract.dates import NUMERAL, NUMERALS

Rechecks = Literal["share", "overdue", "all", "none"]
"""Which known pages are asked for again: a night's share; those that had no turn within `cadence.recheck_days`, as
nights were missed or a portal gave no answer; all; none."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_IN_NUMERALS = re.compile(rf"[一二]{NUMERAL}{{3}}(?=年)")


@dataclass(frozen=True, slots=True)
class Scope:
    """The bounds of a visit. Reports are fetched whose titles state a year of `years`, or none; `pages` of each listing
    are asked for at most, and no page more after `requests`. What a bound leaves, a later visit finds as it was."""

    rechecks: Rechecks = "share"
    years: range | None = None
    pages: int = PAGES_MAX
    requests: int | None = None

    def wants(self, title: str, listed_on: date | None) -> bool:
        """Whether the report of a listing entry may be of the years: as its title says, else by the date beside it."""
        if self.years is None:
            return True
        stated = _years(title)
        if not stated and listed_on:
            stated = {listed_on.year - 1}  # a year's report is due by April of the next
        return not stated or any(year in self.years for year in stated)

    def quota(self, recall: Recall, cadence: Cadence, now: datetime) -> int:
        """How many known pages are asked for again."""
        if self.rechecks == "none":
            return 0
        if self.rechecks == "overdue":
            return recall.overdue(cadence, now)
        return recall.quota(cadence) if self.rechecks == "share" else len(recall.in_turn(now))


NIGHT = Scope()
"""That of every night."""


def _years(title: str) -> set[int]:
    """The years that a title states, in digits or in Chinese numerals."""
    plain = unicodedata.normalize("NFKC", title)
    written = ("".join(str(NUMERALS[character]) for character in year) for year in _IN_NUMERALS.findall(plain))
    return {int(year) for year in (*_YEAR.findall(plain), *written)}
