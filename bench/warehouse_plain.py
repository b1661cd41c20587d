"""The least that DuckDB can do with the staged Parquet: what the warehouse's figures stand beside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.columns import RELATIONS
from warehouse.database import database


def parquet_files(staging: Path) -> dict[str, list[str]]:
    """The staged files by relation, those that a warehouse is loaded from."""
    found = {relation: sorted(map(str, staging.rglob(f"{relation}.parquet"))) for relation in RELATIONS.values()}
    return {relation: files for relation, files in found.items() if files}


def create_tables(staging: Path, file: Path) -> None:
    """Every relation as it was staged, as a table of a fresh file, and a checkpoint."""
    with database(file) as connection:
        for relation, files in parquet_files(staging).items():
            connection.execute(f"CREATE TABLE {relation} AS FROM read_parquet(?)", [files])
        connection.execute("CHECKPOINT")


@contextmanager
def plain_views(staging: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that holds nothing but views on the Parquet files, named as the relations."""
    with duckdb.connect() as connection:
        for relation, files in parquet_files(staging).items():
            listed = ", ".join(f"'{file}'" for file in files)
            connection.execute(f"CREATE VIEW {relation} AS FROM read_parquet([{listed}])")
        yield connection


def copy_file(source: Path, target: Path) -> None:
    """Copy a file down to the disk."""
    shutil.copyfile(source, target)
    with target.open("rb") as opened:
        os.fsync(opened.fileno())
