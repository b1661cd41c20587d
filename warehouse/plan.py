"""Which staged sets a load reads, and their rows as temporary views `staged_<relation>`."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.errors import LoadError
from warehouse.columns import RELATIONS, arrow_schema
from warehouse.sets import StagedSet, manifests, read_set, verify_set

_UNSURE = """
SELECT f.set_name, l.fingerprint
FROM found_set AS f
LEFT JOIN loaded_set AS l USING (set_name)
WHERE l.manifest_size IS DISTINCT FROM f.manifest_size OR l.manifest_mtime_ns IS DISTINCT FROM f.manifest_mtime_ns
ORDER BY ALL
"""
"""The sets whose manifests have to be read: all others are as they were when they were loaded."""

_LIST = """
INSERT OR REPLACE INTO loaded_set BY NAME SELECT set_name, fingerprint, row_count, now() AS loaded_at FROM staged_set;
UPDATE loaded_set SET manifest_size = f.manifest_size, manifest_mtime_ns = f.manifest_mtime_ns
FROM found_set AS f
WHERE loaded_set.set_name = f.set_name AND (
    loaded_set.manifest_size IS DISTINCT FROM f.manifest_size
    OR loaded_set.manifest_mtime_ns IS DISTINCT FROM f.manifest_mtime_ns
)
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """The sets to read, and whether they are all there are, because one that was loaded has been replaced."""

    sets: tuple[StagedSet, ...]
    rebuilds: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sets to read, sorted."""
        return tuple(staged.name for staged in self.sets)


def plan_load(connection: duckdb.DuckDBPyConnection, staging: Path) -> Plan:
    """What a load has to read; `found_set` is made of all that is staged.

    Opens the manifests of sets that are new or whose size or time is another, and no others. Raises LoadError where all
    must be read again and a loaded set is no longer there, and StageError for a manifest that cannot be read.
    """
    connection.register("found_set", _found(staging))
    unsure = [(read_set(staging, name), loaded) for name, loaded in connection.execute(_UNSURE).fetchall()]
    replaced = [staged.name for staged, loaded in unsure if loaded not in (None, staged.fingerprint)]
    if not replaced:
        return Plan(tuple(staged for staged, loaded in unsure if loaded is None), False)
    lost = "SELECT set_name FROM loaded_set ANTI JOIN found_set USING (set_name) ORDER BY ALL"
    if missing := connection.execute(lost).fetchall():
        raise LoadError(
            f"{staging / missing[0][0]} was loaded and is gone ({len(missing)} such), and {replaced[0]} was replaced",
            "Bring the staging directory back. Without it, move the warehouse file away: the next load makes another.",
        )
    names = connection.execute("SELECT set_name FROM found_set ORDER BY ALL").fetchall()
    return Plan(tuple(read_set(staging, name) for (name,) in names), True)


def _found(staging: Path) -> pa.Table:
    found = list(manifests(staging))
    return pa.table(
        {
            "set_name": pa.array([name for name, _ in found], pa.string()),
            "manifest_size": pa.array([state.st_size for _, state in found], pa.int64()),
            "manifest_mtime_ns": pa.array([state.st_mtime_ns for _, state in found], pa.int64()),
        }
    )


def stage_views(connection: duckdb.DuckDBPyConnection, sets: Sequence[StagedSet]) -> None:
    """Make `staged_set` and the views over the Parquet files of `sets`: the columns of each record, the number of its
    set (`set_no`) and of its row in the file (`file_row`). Raises StageError for a damaged file.
    """
    files: dict[str, list[tuple[Path, int]]] = {relation: [] for relation in RELATIONS.values()}
    with ThreadPoolExecutor() as pool:
        for number, found in enumerate(pool.map(verify_set, sets)):
            for relation, file in found.items():
                files[relation].append((file, number))
    connection.register(
        "staged_set",
        pa.table(
            {
                "set_no": pa.array(range(len(sets)), pa.int32()),
                "set_name": pa.array([staged.name for staged in sets], pa.string()),
                "fingerprint": pa.array([staged.fingerprint for staged in sets], pa.string()),
                "row_count": pa.array([sum(staged.rows.values()) for staged in sets], pa.int64()),
            }
        ),
    )
    for record, relation in RELATIONS.items():
        if files[relation]:
            _view_files(connection, relation, files[relation])
        else:
            schema = (
                arrow_schema(record).append(pa.field("set_no", pa.int32())).append(pa.field("file_row", pa.int64()))
            )
            connection.register(f"staged_{relation}", schema.empty_table())


def _view_files(connection: duckdb.DuckDBPyConnection, relation: str, files: Sequence[tuple[Path, int]]) -> None:
    set_numbers = pa.array([number for _, number in files], pa.int32())
    places = pa.array(range(len(files)), pa.int64())
    connection.register(f"file_{relation}", pa.table({"file_no": places, "set_no": set_numbers}))
    listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file, _ in files)
    connection.execute(
        f"CREATE TEMP VIEW staged_{relation} AS SELECT p.*, f.set_no, p.file_row_number AS file_row"
        f" FROM read_parquet([{listed}]) AS p JOIN file_{relation} AS f ON f.file_no = p.file_index"
    )


def list_sets(connection: duckdb.DuckDBPyConnection) -> None:
    """Write into `loaded_set` that the staged sets are loaded, and how the manifests of all were found."""
    connection.execute(_LIST)
