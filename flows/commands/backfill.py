"""`fazhi backfill`: bounded historical discovery, here."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from flows.due import named
from flows.here import run_here
from flows.ready import check_sources


def run(arguments: Namespace) -> int:
    """0 where every source was asked and a release published, else 1. What a bound left is an issue, no failure."""
    data = DataDirectory(arguments.data)
    named(check_sources(data, arguments.sources), arguments.source)
    return run_here(
        "backfill",
        data.root,
        arguments.sources,
        only=tuple(arguments.source),
        years=arguments.years,
        pages=arguments.pages,
        requests=arguments.requests,
    )
