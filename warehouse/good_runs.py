"""Good runs: when each source was last collected, by what the runs say of themselves."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from warehouse.query import reader

_RUNS = "SELECT started_at, summary FROM run WHERE command <> 'backfill' ORDER BY started_at"
"""A backfill may stop anywhere in a listing: a night is still due."""


def read_good_runs(releases: Path) -> dict[str, datetime]:
    """The start of the last run that asked a source and did not fail, by source id.

    Raises ReleaseError where there is no release, or it cannot be read.
    """
    with reader(releases) as connection:
        runs = connection.execute(_RUNS).fetchall()
    return {
        source["source_id"]: started_at
        for started_at, summary in runs
        for source in json.loads(summary).get("collect", ())
        if not source["error"] and not source.get("not_due")
    }
