"""Load: staged sets into the private warehouse file, in one transaction, by SQL over whole sets of rows.

The schema is brought up to date before, in a transaction of its own: rows of a table that was made anew in the same
transaction were lost (DuckDB 2.0.0: an insert of no rows, then a large one).

The warehouse is a function of the staged sets, whatever order they come in. A set that was replaced since it was loaded
makes the loader read all sets again; otherwise it reads those that it does not have yet.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.errors import LoadError, StageError
from extract.records import Correction, Division, IndicatorRow
from warehouse.columns import arrow_table
from warehouse.comparison import compare_values
from warehouse.content import merge_reports
from warehouse.database import database, sql
from warehouse.files import leftovers, new_directory
from warehouse.index import index_readings
from warehouse.keyed import KNOWLEDGE, LINEAGE, Counts, merge
from warehouse.plan import list_sets, plan_load, stage_views
from warehouse.schema import apply_schema
from warehouse.sets import sweep

__all__ = ["Counts", "LoadSummary", "load"]

MEMORY = "50%"
"""Of the machine's memory, for DuckDB; what needs more goes to the disk. The other half is for what it does not count
(Parquet pages that are being read, the lists of sets) and for the run around it."""


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did: the sets it read, whether a replaced set made it read all anew, and rows by relation."""

    sets: tuple[str, ...]
    rebuilt: bool
    counts: dict[str, Counts]


def load(
    warehouse_file: Path,
    staging: Path,
    *,
    indicators: Iterable[IndicatorRow],
    divisions: Iterable[Division],
    corrections: Iterable[Correction] | None = None,
    memory: str = MEMORY,
) -> LoadSummary:
    """Load every staged set that the file does not have yet; the file is created where missing.

    Without `corrections`, those of the load before stand. `memory` is DuckDB's limit, as a share of the machine's or
    with a unit. Loading twice changes nothing. Raises HeldError where another process has the file open, and LoadError
    for a damaged set, a full disk, or rows that contradict each other: then nothing of the load is in the file.
    """
    with _failures(warehouse_file):
        knowledge = {
            "indicator": arrow_table(list(indicators), IndicatorRow),
            "division": arrow_table(list(divisions), Division),
        }
        if corrections is not None:
            knowledge["correction"] = arrow_table(list(corrections), Correction)
        sweep(staging)
        warehouse_file.parent.mkdir(parents=True, exist_ok=True)
        with _settings(warehouse_file, memory) as settings, database(warehouse_file, settings=settings) as connection:
            connection.begin()
            apply_schema(connection)
            connection.commit()
            connection.begin()
            summary = _load(connection, staging, knowledge)
            connection.commit()
    return summary


@contextmanager
def _settings(warehouse_file: Path, memory: str) -> Iterator[dict[str, str]]:
    """What DuckDB is told for a load. What does not fit in memory stands beside the file, and is gone afterwards."""
    folder = warehouse_file.parent
    for leftover in leftovers(folder):
        shutil.rmtree(leftover)
    overflow = new_directory(folder)
    try:
        yield {"memory_limit": memory, "temp_directory": str(overflow), "preserve_insertion_order": "false"}
    finally:
        shutil.rmtree(overflow, ignore_errors=True)


def _load(connection: duckdb.DuckDBPyConnection, staging: Path, knowledge: dict[str, pa.Table]) -> LoadSummary:
    plan = plan_load(connection, staging)
    stage_views(connection, plan.sets)
    counts = {}
    for keyed in LINEAGE:
        relation = keyed.relation
        nothing = " WHERE false" if plan.rebuilds else ""
        connection.execute(f"CREATE TEMP VIEW kept_{relation} AS FROM {keyed.table}{nothing}")
        counts[relation] = merge(connection, keyed, sql("keep", f"{relation}.sql"), replace=plan.rebuilds)
    for keyed in (keyed for keyed in KNOWLEDGE if keyed.relation in knowledge):
        given = f"given_{keyed.relation}"
        connection.register(given, knowledge[keyed.relation])
        rows = f"SELECT DISTINCT ON ({', '.join(keyed.key)}) * FROM {given} ORDER BY ALL"
        counts[keyed.relation] = merge(connection, keyed, rows, replace=True)
    counts |= merge_reports(connection, rebuilds=plan.rebuilds)
    connection.execute(sql("merge", "6_correct.sql"))
    compare_values(connection)
    index_readings(connection)
    connection.execute(sql("merge", "7_summarise.sql"))
    list_sets(connection)
    return LoadSummary(plan.names, plan.rebuilds, counts)


@contextmanager
def _failures(warehouse_file: Path) -> Iterator[None]:
    """Whatever stops a load, as LoadError. The connection is closed by then, which rolls its transaction back."""
    try:
        yield
    except StageError as error:
        raise LoadError(f"{warehouse_file}: not loaded: {error.message}", error.remedy) from error
    except (duckdb.Error, OSError, pa.ArrowException) as error:
        raise LoadError(
            f"{warehouse_file}: not loaded, and as it was before: {error}",
            "If the disk is full, make room; if the file is damaged, move it away. The next load makes it anew.",
        ) from error
