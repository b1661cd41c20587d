"""Relations with a key, merged by sets: what is new, what differs, and how much of each."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from warehouse.database import count_rows


@dataclass(frozen=True, slots=True)
class Counts:
    """What a load did to a relation, in rows. `unchanged` are all others that stand there now."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Keyed:
    """A relation, the columns of its key, and those that say when or by whom a row was seen: they make no change."""

    relation: str
    key: tuple[str, ...]
    seen: tuple[str, ...] = ()
    stored: str = ""
    """The table, where the relation is a view that adds to it."""

    @property
    def table(self) -> str:
        """Where its rows stand."""
        return self.stored or self.relation


_SEEN = ("first_seen_at", "last_seen_at", "run_id")

LINEAGE = (
    Keyed("source", ("source_id",), ("set_name",)),
    Keyed("listing_entry", ("source_id", "url"), _SEEN),
    Keyed("snapshot", ("snapshot_id",)),
    Keyed("run", ("run_id",)),
    Keyed("issue", ("issue_id",), _SEEN, "raised_issue"),
)
"""Fed by staged sets; keep/<relation>.sql says what becomes of a row that was there and one that is staged."""

KNOWLEDGE = (
    Keyed("indicator", ("code",)),
    Keyed("division", ("code", "valid_from")),
    Keyed("correction", ("correction_id",), stored="stated_correction"),
)
"""Given whole to every load, or not at all: then it stays as it is."""


def merge(connection: duckdb.DuckDBPyConnection, keyed: Keyed, rows: str, *, replace: bool) -> Counts:
    """Merge the rows that the query `rows` gives into a relation; with `replace` all others go.

    The query gives one row a key. Rows that are there already, in every column, are not written again.
    """
    table = keyed.table
    connection.execute(f"CREATE OR REPLACE TEMP TABLE merged AS {rows}")
    names = connection.table(table).columns
    match = " AND ".join(f"kept.{name} IS NOT DISTINCT FROM merged.{name}" for name in keyed.key)
    added, changed = _count(connection, keyed, names, match)
    gone = " WHEN NOT MATCHED BY SOURCE THEN DELETE" if replace else ""
    before = count_rows(connection, table)
    connection.execute(
        f"MERGE INTO {table} AS kept USING merged ON {match}"
        f" WHEN MATCHED AND ({_differ(names)}) THEN UPDATE BY NAME WHEN NOT MATCHED THEN INSERT BY NAME{gone}"
    )
    total = count_rows(connection, table)
    return Counts(added, changed, total - added - changed, before + added - total)


def _differ(names: list[str]) -> str:
    return " OR ".join(f"kept.{name} IS DISTINCT FROM merged.{name}" for name in names)


def _count(connection: duckdb.DuckDBPyConnection, keyed: Keyed, names: list[str], match: str) -> tuple[int, int]:
    content = [name for name in names if name not in keyed.key + keyed.seen]
    (counts,) = connection.execute(
        f"SELECT count(*) FILTER (WHERE kept.rowid IS NULL),"
        f" count(*) FILTER (WHERE kept.rowid IS NOT NULL AND ({_differ(content)}))"
        f" FROM merged LEFT JOIN {keyed.table} AS kept ON {match}"
    ).fetchall()
    return counts
