"""`fazhi replay`: everything right of the archive again; with --diff, what that would change."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from flows.here import run_here
from flows.steps.archived import archived


def run(arguments: Namespace) -> int:
    """0 where every WARC file was read and a release published (or, with --diff, compared), else 1."""
    archived(DataDirectory(arguments.data), arguments.source)
    return run_here(
        "review" if arguments.diff else "replay",
        arguments.data,
        arguments.sources,
        only=tuple(arguments.source),
        processes=arguments.processes,
        on=arguments.on,
        shared=arguments.shared,
    )
