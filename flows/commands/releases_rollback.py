"""`fazhi releases rollback`: let readers have another release, the one before by default."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from warehouse.releases import roll_back


def run(arguments: Namespace) -> int:
    """0; a release that is damaged or not there is an error, and `latest` stays as it was."""
    print(f"latest is release {roll_back(DataDirectory(arguments.data).releases, arguments.release)}")
    return 0
