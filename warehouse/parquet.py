"""Parquet copies of the public relations, for every engine that is no DuckDB: those of reports in folders by year.

A copy is cut into parts. Where what a part is made of has not changed since the release before, its file is that of the
release before, by a hard link: so publishing grows with what is new, not with what there is. What a part is made of is
told by a digest: of the views and their columns; of which reading stands for each of its reports, and at which place
and snapshot; for relations of versions and places, of their rows; for small relations, of all rows.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from extract.records import stable_id
from warehouse.database import sql
from warehouse.excerpt import excerpt
from warehouse.files import digest, sync_file
from warehouse.manifest import ReleaseFile

PART_READINGS = 10_000
"""Readings that a part covers, over all years: three nights of 3,000. A night writes the newest anew; a nation of
300,000 comes to thirty parts a relation and year, of some 50,000 facts each."""

FORMAT = "1 zstd"
"""Raised when files are written otherwise, so that none of the release before is linked."""

ROOT = Path("parquet")

_NO_LINKS = (errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP)
"""What file systems say that have no hard links, or no more of them for this file: it is written anew."""

_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""What engines that read folders by year take for NULL."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A relation of reports as it is copied: its rows, their order, and which digest says what they are made of."""

    relation: str
    rows: str
    order: str
    made_of: str


_OF_REPORT = "SELECT c.* FROM {} AS c JOIN (SELECT report_id, report_year FROM report) USING (report_id)"
_OF_PLACE = (
    "SELECT c.* FROM report_place AS c"
    " JOIN (SELECT place_id, report_year FROM place_version WHERE valid_to IS NULL) USING (place_id)"
)

BY_YEAR = (
    Copied("report", "SELECT * EXCLUDE (body_text) FROM report", "report_id", "versions"),
    Copied("report_body", "SELECT report_id, body_text FROM report", "report_id", "content"),
    Copied("report_version", "SELECT * EXCLUDE (body_text) FROM report_version", "report_id, version", "versions"),
    Copied("report_place", _OF_PLACE, "report_id, place_id", "versions"),
    Copied("section", _OF_REPORT.format("section"), "report_id, section_no", "content"),
    Copied("fact", _OF_REPORT.format("fact"), "report_id, char_start, fact_id", "content"),
    Copied("citation", _OF_REPORT.format("citation"), "report_id, char_start, char_end, title", "content"),
    Copied("table_cell", _OF_REPORT.format("table_cell"), "report_id, char_start", "content"),
)

WHOLE = ("indicator", "division", "source", "listing_entry", "run", "issue")
"""Relations that are no report's, each in one file."""

BY_MONTH = "snapshot"
"""What grows every night and never changes: in folders by the month of its fetch."""


def copy_rows(connection: duckdb.DuckDBPyConnection, query: str, file: Path) -> None:
    """Write the rows of a query, which says their order, to a Parquet file. The same rows make the same bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    name = str(file).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{name}' (FORMAT parquet, COMPRESSION zstd)")
    file.chmod(0o444)
    sync_file(file)


@dataclass(frozen=True, slots=True)
class Copier:
    """Writes the copies of one release, or links them from the release before, whose files `last` names."""

    connection: duckdb.DuckDBPyConnection
    release: Path
    before: Path | None
    last: Mapping[str, ReleaseFile]

    def copy_all(self) -> dict[str, ReleaseFile]:
        """Every file of the copies, by its path in the release. Raises duckdb.Error or OSError."""
        return dict([*self._of_reports(), *self._others()])

    def _of_reports(self) -> Iterator[tuple[str, ReleaseFile]]:
        """Part by part: the rows that have to be written are read from the row groups of that part's readings."""
        base = self._base()
        found = self.connection.execute(sql("copies", "parts.sql"), {"readings": PART_READINGS}).fetchall()
        for part, years in groupby(found, key=lambda row: row[1]):
            wanted = []
            for year, _, content, versions in years:
                made_of = {"content": content, "versions": versions}
                wanted += [
                    (copied, year, stable_id(base, made))
                    for copied in BY_YEAR
                    if (made := made_of[copied.made_of]) is not None
                ]
            yield from self._part(int(part), wanted)

    def _part(self, part: int, wanted: list[tuple[Copied, int | None, str]]) -> Iterator[tuple[str, ReleaseFile]]:
        fresh = []
        for copied, year, made_of in wanted:
            path = f"{ROOT}/{copied.relation}/report_year={_NO_YEAR if year is None else year}/part-{part:04}.parquet"
            if file := self._link(path, made_of):
                yield path, file
            else:
                fresh.append((copied, year, made_of, path))
        if not fresh:
            return
        with excerpt(self.connection, part * PART_READINGS + 1, (part + 1) * PART_READINGS, alone=False):
            for copied, year, made_of, path in fresh:
                of_year = f"report_year IS NOT DISTINCT FROM {'NULL' if year is None else year}"
                yield path, self._write(path, made_of, f"{copied.rows} WHERE {of_year} ORDER BY {copied.order}")

    def _others(self) -> Iterator[tuple[str, ReleaseFile]]:
        for relation in WHOLE:
            ((made,),) = self._ask(f"SELECT (count(*), sum(hash(hash(r)))) FROM {relation} AS r")
            yield self._copy(f"{ROOT}/{relation}/part-0000.parquet", made, f"FROM {relation} ORDER BY ALL")
        month = "strftime(fetched_at, '%Y-%m')"
        for name, made in self._ask(f"SELECT {month}, sum(hash(hash(s))) FROM {BY_MONTH} AS s GROUP BY 1 ORDER BY 1"):
            rows = f"FROM {BY_MONTH} WHERE {month} = '{name}' ORDER BY fetched_at, snapshot_id"
            yield self._copy(f"{ROOT}/{BY_MONTH}/fetched_month={name}/part-0000.parquet", made, rows)

    def _copy(self, path: str, made: object, rows: str) -> tuple[str, ReleaseFile]:
        made_of = stable_id(self._base(), made)
        return path, self._link(path, made_of) or self._write(path, made_of, rows)

    def _write(self, path: str, made_of: str, rows: str) -> ReleaseFile:
        file = self.release / path
        copy_rows(self.connection, rows, file)
        return ReleaseFile(digest(file), file.stat().st_size, made_of)

    def _link(self, path: str, made_of: str) -> ReleaseFile | None:
        """The same file as in the release before, or None where that has none made of the same."""
        last = self.last.get(path)
        if self.before is None or last is None or last.made_of != made_of:
            return None
        old, new = self.before / path, self.release / path
        if not old.is_file() or old.stat().st_size != last.size:
            return None
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, new)
        except OSError as error:
            if error.errno in _NO_LINKS:
                return None
            raise
        return last

    def _base(self) -> str:
        """What all rows are made of: the schema and the views, and how files are written."""
        ((views,),) = self._ask("SELECT arg_max(name, applied_at) FROM schema_change WHERE name LIKE 'views %'")
        return f"{FORMAT} {views}"

    def _ask(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()
