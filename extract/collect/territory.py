"""Does a page of a listing lead into known territory? What it shows, beside what the archive has of it."""

from __future__ import annotations

from itertools import pairwise

from extract.collect.recall import Recall
from extract.collect.shelf import Shelved
from extract.platforms.base import ListingPage


def unmet_on(page: ListingPage, before: Shelved | None, recall: Recall) -> list[str]:
    """The addresses that no archived page shows or stands for, as far as can be told: neither was the page's own
    address asked, nor did this page show it when it stood so `before`."""
    shown = {entry.url for entry in before.page.entries} if before else set()
    return [entry.url for entry in page.entries if entry.url not in shown and not recall.was_met(entry.url)]


def is_oldest_first(page: ListingPage) -> bool:
    """Whether the dates of a page rise more often than they fall: then what is new comes last."""
    days = [entry.listed_on for entry in page.entries if entry.listed_on]
    return sum((earlier < later) - (earlier > later) for earlier, later in pairwise(days)) > 0


def has_grown_elsewhere(page: ListingPage, before: Shelved | None) -> bool:
    """Whether the listing's total rose or fell by another number than that of the entries new on this page: a report
    may have been added under an earlier date, or taken away."""
    if before is None or before.page.total is None or page.total is None:
        return False
    new = {entry.url for entry in page.entries} - {entry.url for entry in before.page.entries}
    return page.total - before.page.total != len(new)
