"""`fazhi status`: last runs, issues by severity, what is late."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from flows.tables import show_columns
from warehouse.status import read_status


def run(arguments: Namespace) -> int:
    """0; a missing release is an error."""
    status = read_status(DataDirectory(arguments.data).releases)
    print(f"release {status.release_id}, made {status.created_at}")
    print(", ".join(f"{name} {count}" for name, count in status.counts.items()))
    show_columns("Last runs", ("run_id", "command", "state", "started_at", "finished_at"), status.runs)
    show_columns("Issues", ("severity", "code", "issues", "remedy", "example"), status.issues)
    show_columns("Checks that warn", ("name", "failing", "remedy"), status.warnings)
    show_columns("Late", ("division_code", "name", "level", "report_year", "reason"), status.missing)
    return 0
