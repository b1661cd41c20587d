"""`fazhi nightly`: the flow that the schedule runs, once, here."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from flows.due import named
from flows.here import run_here
from flows.ready import check_sources
from flows.resume import retried
from warehouse.runs import staged_run


def run(arguments: Namespace) -> int:
    """0 where every source was collected and a release published, else 1."""
    data = DataDirectory(arguments.data)
    named(check_sources(data, arguments.sources), arguments.source)
    if arguments.retry:
        retried(staged_run(data.staging, arguments.retry), arguments.retry)
    return run_here("nightly", data.root, arguments.sources, only=tuple(arguments.source), retry=arguments.retry)
