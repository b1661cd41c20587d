"""Ten typical queries: each cold and warm on a release, and on the staged Parquet."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Timer

import duckdb

from bench.measured import Measured, forget, measured
from bench.warehouse_plain import parquet_files, plain_views
from warehouse.database import database

QUERIES = Path(__file__).with_name("warehouse_queries.sql")

WARM = 5
"""Times that a query is asked again; the quickest counts."""

CHOICES = """
SELECT
    (SELECT mode(division_code ORDER BY division_code) FROM fact JOIN report USING (report_id) WHERE level = 'county'),
    (
        SELECT max(report_id) FROM report AS r
        SEMI JOIN report AS b ON b.issuer = r.issuer AND b.report_year = r.report_year - 1
    ),
    (SELECT max({'report': report_id, 'fact': fact_id}) FROM fact WHERE indicator IS NOT NULL)
"""
"""Of the rows that are there: a county with many facts, a report with one before it, a fact."""

RARE, COMMON = "养蜂户", "负责人"

PATIENCE = 60.0
"""Seconds after which a query is stopped: it answers nobody any more."""

Connect = Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]


@dataclass(frozen=True, slots=True)
class Query:
    """A question, as SQL for a release and for the staged Parquet."""

    name: str
    ours: str
    plain: str


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of a query and how many rows it gave; the cold time counts from opening the file."""

    cold: float
    warm: float
    rows: int


def queries() -> Iterator[Query]:
    """The queries of warehouse_queries.sql."""
    for block in QUERIES.read_text(encoding="utf-8").split("-- query: ")[1:]:
        name, _, body = block.partition("\n")
        ours, _, plain = body.partition("-- plain\n")
        yield Query(name, ours, plain)


def choose(file: Path) -> dict[str, object]:
    """The queries' parameters, from a release."""
    with database(file, read_only=True) as connection:
        ((division, report, fact),) = connection.execute(CHOICES).fetchall()
    province = f"{division[:2]}0000"
    asked = {"division": division, "province": province, "year": 2023, "report": report}
    return {**asked, "stating": fact["report"], "fact": fact["fact"], "rare": RARE, "common": COMMON}


def ask(connect: Connect, query: str, given: dict[str, object]) -> Times | None:
    """Ask once from the start, then again and again on the same connection; None where patience ends."""
    used = {name: value for name, value in given.items() if re.search(rf"\${name}\b", query)}
    began = time.perf_counter()
    with connect() as connection:
        stop = Timer(PATIENCE, connection.interrupt)
        stop.start()
        try:
            rows = len(connection.execute(query, used).fetchall())
            cold = time.perf_counter() - began
            warm = []
            for _ in range(WARM):
                began = time.perf_counter()
                connection.execute(query, used).fetchall()
                warm.append(time.perf_counter() - began)
        except duckdb.InterruptException:
            return None
        finally:
            stop.cancel()
    return Times(cold, min(warm), rows)


def run_queries(file: Path, staging: Path) -> None:
    """Prints a line a query."""
    given = measured(choose, file).result
    files = [Path(each) for listed in parquet_files(staging).values() for each in listed]
    columns = f"{'cold':>8}{'warm':>8}{'MB':>7}{'rows':>8}"
    print(f"  {'queries, seconds':<36}{columns}   {columns}  (plain)")
    for query in queries():
        forget([file])
        ours = measured(ask, partial(database, file, read_only=True), query.ours, given)
        forget(files)
        plain = measured(ask, partial(plain_views, staging), query.plain, given)
        print(f"  {query.name:<36}{_shown(ours)}   {_shown(plain)}".rstrip(), flush=True)


def _shown(asked: Measured[Times | None]) -> str:
    times = asked.result
    if times is None:
        return f"{'> ' + format(PATIENCE, '.0f'):>8}{'':8}{asked.megabytes:7.0f}{'':8}"
    return f"{times.cold:8.2f}{times.warm:8.3f}{asked.megabytes:7.0f}{times.rows:8,}"
