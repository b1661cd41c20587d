"""`fazhi replay`: the flow that the schedule runs, once, here."""

from __future__ import annotations

from argparse import Namespace

from flows.here import run_here
from flows.replay import replay


def run(arguments: Namespace) -> int:
    """0 where every WARC file was read and a release published, else 1."""
    return run_here(replay, arguments.data, arguments.sources)
