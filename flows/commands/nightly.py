"""`fazhi nightly`: the flow that the schedule runs, once, here."""

from __future__ import annotations

from argparse import Namespace

from flows.here import run_here
from flows.nightly import nightly


def run(arguments: Namespace) -> int:
    """0 where every source was collected and a release published, else 1."""
    return run_here(nightly, arguments.data, arguments.sources)
