"""Inspection: the loaded warehouse measured, held against the last good release, and checked, before it is copied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from extract.errors import ReleaseError
from warehouse.check import run_checks
from warehouse.database import count_rows, database
from warehouse.failures import CheckResult, Judgement, find_failures, record_failures
from warehouse.manifest import Manifest
from warehouse.margins import Measure, compare, load_margins, measure
from warehouse.schema import schema_version


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in the warehouse, for the manifest to tell."""

    checks: tuple[CheckResult, ...]
    measures: tuple[Measure, ...]
    counts: dict[str, int]
    schema_version: int
    extractor_versions: tuple[str, ...]


def inspect(
    warehouse_file: Path, release_id: str, at: datetime, last: Manifest | None, accept: Collection[str]
) -> Inspection:
    """Run margins and checks on the private file, which keeps what fails; all of that is in the file itself then.

    Raises ReleaseError where an error is found that `accept` does not name, and where that names what nothing is
    called; HeldError where another process has the warehouse open; duckdb.Error.
    """
    if not warehouse_file.is_file():
        raise ReleaseError(
            f"{warehouse_file}: there is no warehouse to publish", "Run `fazhi nightly` or `fazhi ingest`."
        )
    with database(warehouse_file) as connection:
        connection.begin()
        measures = measure(connection)
        results = [*_hold_against(connection, last, measures, release_id, at, accept)]
        results += run_checks(connection, release_id, at, accept)
        _forget_others(connection, [result.name for result in results])
        counts = {told.measure.removeprefix("count."): int(told.value) for told in measures if not told.part}
        extractors = connection.execute("SELECT DISTINCT extractor_version FROM report ORDER BY ALL").fetchall()
        inspection = Inspection(
            checks=tuple(results),
            measures=measures,
            counts=counts | {"issue": count_rows(connection, "issue")},
            schema_version=schema_version(connection),
            extractor_versions=tuple(version for (version,) in extractors),
        )
        connection.commit()
        connection.execute("CHECKPOINT")
    _refuse(release_id, results, accept)
    log = warehouse_file.with_name(warehouse_file.name + ".wal")
    if log.exists():
        raise ReleaseError(f"{log}: is left after a checkpoint", "Another process writes the warehouse: let it end.")
    return inspection


def _hold_against(
    connection: duckdb.DuckDBPyConnection,
    last: Manifest | None,
    measures: Sequence[Measure],
    release_id: str,
    at: datetime,
    accept: Collection[str],
) -> Iterator[CheckResult]:
    """A result for every measure that is beyond a margin. A first release has nothing to be held against."""
    for excess in compare(last.measures, measures, load_margins()) if last and last.measures else ():
        rows = ", ".join("('" + told.replace("'", "''") + "')" for told in excess.found)
        find_failures(connection, excess.name, f"SELECT * FROM (VALUES {rows}) AS t (moved)", of_readings=False)
        judged = Judgement(excess.name, excess.severity, excess.remedy, text_id="", first=1, last=0)
        yield record_failures(connection, judged, release_id, at, accepted=excess.name in accept)


def _forget_others(connection: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    """Forget checks that are no more, and margins that hold again."""
    for table in ("check_failure", "check_state"):
        connection.execute(f"DELETE FROM {table} WHERE check_name NOT IN (SELECT unnest(?))", [names])


def _refuse(release_id: str, results: Sequence[CheckResult], accept: Collection[str]) -> None:
    if unknown := sorted(set(accept) - {result.name for result in results}):
        raise ReleaseError(
            f"nothing that was found is called {', '.join(unknown)}", "Accept by the names that a refusal gives."
        )
    if failed := [result for result in results if result.stops]:
        told = [f"{result.name}: {result.failing} rows, first: {_first(result)}. {result.remedy}" for result in failed]
        raise ReleaseError(
            f"release {release_id} was not published: {len(failed)} checks fail\n  " + "\n  ".join(told),
            "The release before stays what readers see. Once a person has found it right: `fazhi publish --accept "
            f"{','.join(result.name for result in failed)}`.",
        )


def _first(result: CheckResult) -> str:
    return " ".join(str(value) for value in result.sample[0].values() if value is not None) if result.sample else "?"
