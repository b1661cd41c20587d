"""`fazhi sources lint`: everything that is wrong with the files of sources/."""

from __future__ import annotations

from argparse import Namespace

from extract.collect.lint import lint
from flows.datadir import DataDirectory
from flows.steps.knowledge import known_divisions


def run(arguments: Namespace) -> int:
    """0 where nothing is wrong, else 1; a directory without sources is an error."""
    divisions = {division.code for division in known_divisions(DataDirectory(arguments.data))}
    found = lint(arguments.sources, divisions)
    for fault in found:
        print(fault)
    print(f"{arguments.sources}: {len(found)} faults")
    return 1 if found else 0
