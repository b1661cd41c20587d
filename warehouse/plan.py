"""Which staged sets a load reads, and their rows as temporary views `staged_<relation>` with a `set_no`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.errors import LoadError
from warehouse.columns import RELATIONS, arrow_schema
from warehouse.sets import fingerprint, set_names, set_rows, verify_set


@dataclass(frozen=True, slots=True)
class Plan:
    """The sets to read, and whether they are all there are, because one that was loaded has been replaced."""

    sets: tuple[str, ...]
    rebuilds: bool


def plan_load(connection: duckdb.DuckDBPyConnection, staging: Path) -> Plan:
    """What a load has to read. Raises LoadError where all must be read again and a loaded set is no longer there."""
    loaded = dict(connection.execute("SELECT set_name, fingerprint FROM loaded_set").fetchall())
    found = {name: fingerprint(staging, name) for name in set_names(staging)}
    replaced = sorted(name for name in loaded.keys() & found.keys() if loaded[name] != found[name])
    if not replaced:
        return Plan(tuple(sorted(found.keys() - loaded.keys())), False)
    if missing := sorted(loaded.keys() - found.keys()):
        raise LoadError(
            f"{staging / missing[0]} was loaded and is gone ({len(missing)} such), and {replaced[0]} was replaced",
            "Bring the staging directory back. Without it, move the warehouse file away: the next load makes another.",
        )
    return Plan(tuple(sorted(found)), True)


def stage_views(connection: duckdb.DuckDBPyConnection, staging: Path, sets: tuple[str, ...]) -> None:
    """Make `staged_set` and the views over the Parquet files of `sets`. Raises StageError for a damaged file."""
    files: dict[str, list[tuple[str, int]]] = {relation: [] for relation in RELATIONS.values()}
    for number, name in enumerate(sets):
        for relation, file in verify_set(staging, name).items():
            files[relation].append((str(file), number))
    connection.register(
        "staged_set",
        pa.table(
            {
                "set_no": pa.array(range(len(sets)), pa.int32()),
                "set_name": pa.array(sets, pa.string()),
                "fingerprint": pa.array([fingerprint(staging, name) for name in sets], pa.string()),
                "row_count": pa.array([sum(set_rows(staging, name).values()) for name in sets], pa.int64()),
            }
        ),
    )
    for record, relation in RELATIONS.items():
        if files[relation]:
            _view_files(connection, relation, files[relation])
        else:
            schema = arrow_schema(record).append(pa.field("set_no", pa.int32()))
            connection.register(f"staged_{relation}", schema.empty_table())


def _view_files(connection: duckdb.DuckDBPyConnection, relation: str, files: list[tuple[str, int]]) -> None:
    names, numbers = zip(*files, strict=True)
    connection.register(f"file_{relation}", pa.table({"filename": names, "set_no": pa.array(numbers, pa.int32())}))
    listed = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
    connection.execute(
        f"CREATE TEMP VIEW staged_{relation} AS SELECT p.* EXCLUDE (filename), f.set_no"
        f" FROM read_parquet([{listed}], filename = true) AS p JOIN file_{relation} AS f USING (filename)"
    )


def list_sets(connection: duckdb.DuckDBPyConnection) -> None:
    """Write into `loaded_set` that the staged sets are loaded."""
    connection.execute(
        "INSERT OR REPLACE INTO loaded_set SELECT set_name, fingerprint, row_count, now() FROM staged_set"
    )
