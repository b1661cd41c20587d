"""`fazhi ingest`: saved pages and WARC files."""

from __future__ import annotations

import sys
from argparse import Namespace

from flows.datadir import DataDirectory
from flows.ingest import ingest
from flows.progress import watching
from flows.render import lines

SHOWN = 20
"""Complaints that are printed. A crawl holds thousands of pages that are no reports; all are in the table `issue`."""


def run(arguments: Namespace) -> int:
    """0 where everything was loaded, 1 where a path or a page was not."""
    with watching() as watch:
        summary = ingest(DataDirectory(arguments.data), arguments.paths, arguments.url, watch)
    complaints = summary.refused
    for complaint in complaints[:SHOWN]:
        print(f"not loaded: {complaint}", file=sys.stderr)
    if len(complaints) > SHOWN:
        print(f"not loaded: {len(complaints) - SHOWN} more, see the table issue", file=sys.stderr)
    print("\n".join(lines(summary)))
    return 0 if summary.state == "ok" else 1
