"""The warehouse at the size of a nation: load, a night on top, publish, ten queries, each beside the least possible.

python -m bench.warehouse                     3,000 reports, which takes some minutes
python -m bench.warehouse --reports 300000    the nation; --keep DIR keeps it, and takes what is there
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.measured import Measured, Stopwatch, measured
from bench.nation import write_nation, write_night
from bench.nation_prose import divisions
from bench.warehouse_plain import copy_file, create_tables
from bench.warehouse_queries import run_queries
from extract.report.taxonomy import load_indicators
from warehouse import load as loading
from warehouse.database import database
from warehouse.publish import publish

REPORTS, NIGHT = 3000, 300
"""What `make bench` measures. A nation has a hundred times as many, and nights ten times as large."""

MEMORY = "6GB"
"""For DuckDB in a load: a machine of 8 GB must do."""

COPIES_FROM, COPIES = 100_000, 10
"""Histories of so many reports and more are made of copies of a tenth of them."""

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows of each relation after a load, and the work that went into comparing values and into the index."""

    rows: dict[str, int]
    comparing: float
    indexing: float


def load_staged(file: Path, staging: Path) -> Loaded:
    """Load what is staged, and checkpoint."""
    comparing, indexing = Stopwatch(loading, "compare_values"), Stopwatch(loading, "index_readings")
    summary = loading.load(file, staging, indicators=load_indicators(), divisions=divisions(), memory=MEMORY)
    with database(file) as connection:
        connection.execute("CHECKPOINT")
    rows = {relation: counts.added + counts.changed + counts.unchanged for relation, counts in summary.counts.items()}
    return Loaded(rows, comparing.work, indexing.work)


def publish_as(file: Path, releases: Path, release_id: str) -> None:
    """Check and publish."""
    publish(file, releases, release_id, keep=2)


def _line(name: str, ours: Measured[Any], least: Measured[Any] | None, size: str = "") -> None:
    beside = f"{least.seconds:10.1f}{least.work:9.1f}" if least else f"{'':19}"
    times = f"{ours.work / max(least.work, 0.01):7.2f}x" if least else f"{'':8}"
    figures = f"{ours.seconds:10.1f}{ours.work:9.1f}{beside}{times}{ours.megabytes:10,.0f}"
    print(f"  {name:<36}{figures}   {size}".rstrip(), flush=True)


def _size(*paths: Path) -> str:
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()]
    return f"{sum(file.stat().st_size for file in files) / MEGABYTE:,.0f} MB"


def _least_load(work: Path, staging: Path) -> tuple[Measured[None], str]:
    """CREATE TABLE AS from the same Parquet into a fresh file."""
    file = work / "plain.duckdb"
    file.unlink(missing_ok=True)
    least = measured(create_tables, staging, file)
    size = _size(file)
    file.unlink()
    return least, size


def _copies(reports: int) -> int:
    return COPIES if reports >= COPIES_FROM else 1


def _history(work: Path, reports: int) -> Path:
    """The directory of a nation, written unless it is there."""
    home = work / f"nation_{reports}"
    if not (home / "written").exists():
        shutil.rmtree(home, ignore_errors=True)
        write_nation(home / "staging", reports=reports, copies=_copies(reports))
        (home / "written").touch()
    return home


def _measure(work: Path, reports: int, night: int, *, whole: bool) -> None:
    """Load a nation, publish it, then a night on top; with `whole`, ask the queries."""
    home = _history(work, reports)
    file, staging, releases = home / "warehouse.duckdb", home / "staging", home / "releases"
    for old in (file, file.with_name(f"{file.name}.wal")):
        old.unlink(missing_ok=True)
    shutil.rmtree(releases, ignore_errors=True)
    made = f", {reports // _copies(reports):,} and copies of them" if _copies(reports) > 1 else ""
    print(f"  {reports:,} reports{made}; Parquet of {_size(staging)}", flush=True)
    least, plain_size = _least_load(work, staging)
    loaded = measured(load_staged, file, staging)
    rows = loaded.result.rows.items()
    print(f"    {', '.join(f'{count:,} {name}' for name, count in rows if count >= reports)}")
    _loaded(loaded, least, f"{_size(file)}; {plain_size}")
    _publish(home, "whole")
    if whole:
        run_queries(releases / "latest" / "fazhi.duckdb", staging)
    if not (home / "night").exists():
        write_night(staging, 1, reports=reports // _copies(reports), night_reports=night)
        (home / "night").touch()
    print(f"  a night of {night:,} reports on top")
    _loaded(measured(load_staged, file, staging), None, _size(file))
    _publish(home, "night")


def _loaded(loaded: Measured[Loaded], least: Measured[None] | None, size: str) -> None:
    """The rows themselves beside CREATE TABLE AS; what is computed from them apart."""
    extra = loaded.result.comparing + loaded.result.indexing
    _line("load, all of it", loaded, None, size)
    _line("  its rows; CREATE TABLE AS", replace(loaded, work=loaded.work - extra), least)
    print(f"  {'  compare values':<46}{loaded.result.comparing:9.1f}")
    print(f"  {'  index for search and reuse':<46}{loaded.result.indexing:9.1f}", flush=True)


def _publish(home: Path, release_id: str) -> None:
    file, releases, copy = home / "warehouse.duckdb", home / "releases", home / "copy.duckdb"
    least = measured(copy_file, file, copy)
    copy.unlink()
    published = measured(publish_as, file, releases, release_id)
    _line("checks and publish; copy of the file", published, least, _size(releases / release_id))


@contextmanager
def _work(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory() as directory:
        yield Path(directory)


def run(reports: int = REPORTS, night: int = NIGHT, keep: Path | None = None) -> None:
    """Prints what a nation takes, then what one of a tenth of its history takes for the same night."""
    print(f"warehouse{'seconds':>39}{'work':>9}{'least':>10}{'work':>9}{'':8}{'MB':>10}   on the disk")
    with _work(keep) as work:
        _measure(work, reports, night, whole=True)
        _measure(work, reports // 10, night, whole=False)


def main() -> None:
    """Measures at the size that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=REPORTS, help=f"reports of the history ({REPORTS})")
    parser.add_argument("--night", type=int, help="new reports of the night (a hundredth of the history, 300 at least)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work here, and leave nation and releases")
    options = parser.parse_args()
    run(options.reports, options.night or max(NIGHT, options.reports // 100), options.keep)


if __name__ == "__main__":
    main()
