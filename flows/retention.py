"""What is kept and what goes: leftovers of runs that were killed, old logs; and what is gone that should be there."""

from __future__ import annotations

import shutil
from pathlib import Path

from extract.collect.archive import Archive
from flows.datadir import DataDirectory
from flows.steps.extract import set_name
from warehouse.sets import set_names, sweep

LOGS_KEPT = 1000
"""Runs whose logs stay: two years and more of nights with their noon runs, at 20 KB a night of a hundred portals. The
runs' rows stay for good, in the warehouse; releases go after `warehouse.publish.RELEASES_KEPT`."""

READ = "extract/"
"""How the names of the sets begin that are read from WARC files."""


def tidy(data: DataDirectory) -> None:
    """Remove what no run needs any more. Whoever calls this holds the data directory.

    WARC files and staged sets are never removed: the warehouse is made from them.
    """
    sweep(data.staging)
    for left in data.warehouse.parent.glob(f"anew.{data.warehouse.name}*"):
        _remove(left)
    for left in data.archive.glob("*/*.jsonl.partial"):
        left.unlink()
    for old in sorted(data.logs.glob("*.jsonl"), reverse=True)[LOGS_KEPT:]:
        old.unlink()


def gone_from_archive(data: DataDirectory) -> list[str]:
    """The WARC files that were read and that the archive no longer has, as `<source_id>/<run_id>`.

    Their staged sets stay: a warehouse that has loaded a set wants to find it again, and an archive that is not mounted
    for one night must not empty the staging.
    """
    there = {set_name(warc) for warc in Archive(data.archive).warc_files()}
    read = [name for name in set_names(data.staging) if name.startswith(READ)]
    return [name.removeprefix(READ) for name in read if name not in there]


def _remove(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left)
    else:
        left.unlink()
