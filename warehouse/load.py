"""Load: staged sets into the private warehouse file, in one transaction, by SQL over whole sets of rows.

The warehouse is a function of the staged sets, whatever order they come in. A set that was replaced since it was loaded
makes the loader read all sets again; otherwise it reads those that it does not have yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.errors import LoadError, StageError
from extract.records import Division, IndicatorRow
from warehouse.columns import arrow_table
from warehouse.content import merge_reports
from warehouse.database import database, sql
from warehouse.keyed import KNOWLEDGE, LINEAGE, Counts, merge
from warehouse.plan import list_sets, plan_load, stage_views
from warehouse.schema import apply_schema
from warehouse.sets import sweep

__all__ = ["Counts", "LoadSummary", "load"]


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did: the sets it read, whether a replaced set made it read all anew, and rows by relation."""

    sets: tuple[str, ...]
    rebuilt: bool
    counts: dict[str, Counts]


def load(
    warehouse_file: Path, staging: Path, *, indicators: Iterable[IndicatorRow], divisions: Iterable[Division]
) -> LoadSummary:
    """Load every staged set that the file does not have yet; the file is created where missing.

    Loading twice changes nothing. Raises HeldError where another process has the file open, and LoadError for a
    damaged set, a full disk, or rows that contradict each other: then nothing of the load is in the file.
    """
    with _failures(warehouse_file):
        knowledge = {
            "indicator": arrow_table(list(indicators), IndicatorRow),
            "division": arrow_table(list(divisions), Division),
        }
        sweep(staging)
        warehouse_file.parent.mkdir(parents=True, exist_ok=True)
        with database(warehouse_file) as connection:
            connection.begin()
            summary = _load(connection, staging, knowledge)
            connection.commit()
    return summary


def _load(connection: duckdb.DuckDBPyConnection, staging: Path, knowledge: dict[str, pa.Table]) -> LoadSummary:
    apply_schema(connection)
    plan = plan_load(connection, staging)
    stage_views(connection, staging, plan.sets)
    counts = {}
    for keyed in LINEAGE:
        relation = keyed.relation
        nothing = " WHERE false" if plan.rebuilds else ""
        connection.execute(f"CREATE TEMP VIEW kept_{relation} AS FROM {keyed.table}{nothing}")
        counts[relation] = merge(connection, keyed, sql("keep", f"{relation}.sql"), replace=plan.rebuilds)
    for keyed in KNOWLEDGE:
        given = f"given_{keyed.relation}"
        connection.register(given, knowledge[keyed.relation])
        rows = f"SELECT DISTINCT ON ({', '.join(keyed.key)}) * FROM {given} ORDER BY ALL"
        counts[keyed.relation] = merge(connection, keyed, rows, replace=True)
    counts |= merge_reports(connection, rebuilds=plan.rebuilds)
    list_sets(connection)
    return LoadSummary(plan.sets, plan.rebuilds, counts)


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
