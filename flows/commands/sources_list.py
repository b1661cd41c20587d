"""`fazhi sources list`: what is collected, and when it last was."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict

from extract.collect.registry import load_sources
from flows.datadir import DataDirectory
from flows.due import last_good_runs
from flows.steps.knowledge import known_divisions
from flows.tables import show

HEADER = ("id", "publisher", "division", "platform", "listings", "last good run", "caveats")


def run(arguments: Namespace) -> int:
    """0; a wrong source file is an error. Without a release no run is known."""
    data = DataDirectory(arguments.data)
    sources = load_sources(arguments.sources, {division.code for division in known_divisions(data)})
    good = last_good_runs(data.releases)
    if arguments.json:
        rows = [{**asdict(source), "last_good_run": good.get(source.id)} for source in sources]
        print(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return 0
    show(
        f"{len(sources)} sources",
        HEADER,
        (
            (s.id, s.publisher, s.division, s.platform, "\n".join(s.listings), good.get(s.id), len(s.caveats))
            for s in sources
        ),
    )
    return 0
