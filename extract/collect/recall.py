"""What a source's part of the archive knows of pages: which were had, which are gone, which are due to be asked again.

The archive's index alone says so; nothing else is kept from night to night.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from extract.collect.clock import nights_between
from extract.collect.fetch import GONE
from extract.collect.folder import EVIDENCE, PAGE, REDIRECT, Folder
from extract.collect.source import Cadence
from extract.records import Snapshot

GONE_APART = timedelta(hours=42)
"""Between the first and the last answer that a page is gone, before that is believed: two days less a quarter, since a
run may begin earlier than the last. A portal under repair has lost a page for a night. The view `absence` of the
warehouse counts so, too."""


@dataclass(slots=True)
class _Known:
    """What became of one address, from its snapshots in the order of time."""

    last: Snapshot
    page: Snapshot | None = None
    """The last that holds the page."""
    moved_to: str | None = None
    """Where it led when it was asked last."""
    gone_at: tuple[datetime, datetime] | None = None
    """The first and the last time that it was gone, where it has not been there since."""

    def add(self, snapshot: Snapshot) -> None:
        self.last = snapshot
        if snapshot.role == EVIDENCE:
            if snapshot.status in GONE:
                first = self.gone_at[0] if self.gone_at else snapshot.fetched_at
                self.gone_at = (first, snapshot.fetched_at)
            return
        self.gone_at = None
        if snapshot.role == REDIRECT:
            self.moved_to = snapshot.parent_url
        else:
            self.page, self.moved_to = snapshot, None

    @property
    def is_settled(self) -> bool:
        """Whether it is gone for good, as far as can be told."""
        return self.gone_at is not None and self.gone_at[1] - self.gone_at[0] >= GONE_APART

    def turn(self, now: datetime) -> tuple[bool, datetime, str]:
        """By this key addresses have their turn."""
        can_settle = self.gone_at is not None and not self.is_settled and now - self.gone_at[0] >= GONE_APART
        return (not can_settle, self.last.fetched_at, self.last.url)


class Recall:
    """The pages of one source as the archive knew them when the run began."""

    def __init__(self, folder: Folder) -> None:
        self._known: dict[str, _Known] = {}
        roles = (PAGE, EVIDENCE, REDIRECT)
        for snapshot in sorted(folder.by_id.values(), key=lambda each: each.fetched_at):
            if snapshot.role in roles:
                self._known.setdefault(snapshot.url, _Known(snapshot)).add(snapshot)

    def was_met(self, url: str) -> bool:
        """Whether the address was ever asked and gave an answer that is archived, be it a refusal."""
        return url in self._known

    def is_new(self, url: str) -> bool:
        """Whether the page is to be had yet: it never was, and is not known to be gone."""
        known = self._at(url)
        return known is None or (known.page is None and not known.is_settled)

    def is_gone(self, url: str) -> bool:
        """Whether the page was gone when it was asked for last."""
        known = self._at(url)
        return known is not None and known.gone_at is not None

    def led_to(self, url: str) -> str:
        """Where the address led when it was asked last: itself, but for redirects."""
        seen = {url}
        while (known := self._known.get(url)) and known.moved_to and known.moved_to not in seen:
            url = known.moved_to
            seen.add(url)
        return url

    def in_turn(self, now: datetime) -> list[Snapshot]:
        """The last snapshot of every page that is to be looked at again, in the order of their turn.

        Pages that were gone once come first when that can be settled, then those longest not asked for.
        """
        pages = sorted(self._rechecked(), key=lambda known: known.turn(now))
        return [known.page or known.last for known in pages]

    def quota(self, cadence: Cadence) -> int:
        """How many pages a night asks for again, so that each has its turn within `cadence.recheck_days`."""
        nights = max(1, cadence.recheck_days / max(1, cadence.days))
        return math.ceil(len(self._rechecked()) / nights)

    def overdue(self, cadence: Cadence, now: datetime) -> int:
        """How many pages had no turn within `cadence.recheck_days`."""
        return sum(nights_between(known.last.fetched_at, now) >= cadence.recheck_days for known in self._rechecked())

    def _at(self, url: str) -> _Known | None:
        return self._known.get(self.led_to(url))

    def _rechecked(self) -> list[_Known]:
        """What is known of addresses where a page stands or stood, and of those that are gone for good."""
        return [known for known in self._known.values() if not known.moved_to and (known.page or known.is_settled)]
