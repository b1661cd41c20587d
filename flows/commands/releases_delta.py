"""`fazhi releases delta`: the reports that a release has otherwise than the one before, and counts of facts."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from flows.tables import show_columns
from warehouse.news import read_delta

HEADER = ("change", "report_id", "issuer", "report_year", "url", "detail")


def run(arguments: Namespace) -> int:
    """0; a release that is not there, or has none before it, is an error."""
    delta = read_delta(DataDirectory(arguments.data).releases, arguments.release)
    for relation, counts in delta.counts.items():
        told = ", ".join(f"{number} {change}" for change, number in counts.items())
        print(f"{relation}s since {delta.previous}: {told or 'as they were'}")
    show_columns(f"Reports of {delta.release_id}", HEADER, delta.reports)
    if more := sum(delta.counts["report"].values()) - len(delta.reports):
        print(f"and {more} more: they are the rows of {delta.file}")
    return 0
