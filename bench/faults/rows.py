"""Whether two data directories say the same, and whether an archive is whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb

from extract.collect.archive import Archive
from extract.errors import ArchiveError

Rows = dict[str, list[tuple[Any, ...]]]

RELATIONS = (
    "report",
    "report_place",
    "section",
    "fact",
    "citation",
    "table_cell",
    "indicator_value",
    "coverage",
    "timeliness",
    "completeness",
    "listing_entry",
)
"""What readers ask for, and what the portals list."""

OF_A_RUN = re.compile(r"_at$|run_id|snapshot|^valid_|^set_name$|^reading")
"""Columns that say when or by whom a row was seen."""

RELEASE = Path("releases") / "latest" / "fazhi.duckdb"


def ask(data: Path, sql: str) -> list[tuple[Any, ...]]:
    """The answer of the latest release."""
    with duckdb.connect(data / RELEASE, read_only=True) as release:
        return release.execute(sql).fetchall()


def public_rows(data: Path) -> Rows:
    """The rows of the latest release, without run ids and times."""
    found = {}
    with duckdb.connect(data / RELEASE, read_only=True) as release:
        for relation in RELATIONS:
            columns = [row[0] for row in release.execute(f"DESCRIBE {relation}").fetchall()]
            kept = ", ".join(f'"{name}"' for name in columns if not OF_A_RUN.search(name))
            found[relation] = release.execute(f"SELECT {kept} FROM {relation} ORDER BY ALL").fetchall()  # noqa: S608
    return found


def unlike(one: Rows, other: Rows) -> list[str]:
    """The relations in which they differ, with how many rows each has."""
    return [f"{name} {len(one[name])}/{len(other[name])}" for name in one if one[name] != other[name]]


def broken_records(data: Path) -> tuple[int, list[str]]:
    """How many records the archive has that can be read to the last byte, and what is wrong with the others."""
    archive, whole, wrong = Archive(data / "archive"), 0, []
    for warc in archive.warc_files():
        try:
            for snapshot in archive.snapshots(warc):
                archive.payload(snapshot)
                whole += 1
        except ArchiveError as error:
            wrong.append(error.message)
    return whole, wrong
