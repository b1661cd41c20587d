"""Index: what search and text reuse need of bodies, extended by the readings that a load brings.

Postings are written in runs, each sorted by itself. A query reads a row group or two of a run and letter pair, so that
runs may be many; small ones are merged with those before them, so that a thousand small nights make ten runs.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from warehouse.database import count_rows, sql
from warehouse.grams import GRAM, bigrams, code_points, gram_hashes, squeezed

RUN_READINGS = 5_000
"""Readings of a run at most. Their pairs, some 30 million, are sorted in a gigabyte and a half."""

BATCH_READINGS = 500
"""Readings whose characters are held as numbers at a time: 3 million of them in arrays of 8 bytes, a few at once."""

PIECE = 128
"""Characters of a piece. Two hundred scattered bodies take a sixth of a second in pieces of 128 and a quarter with 256;
with 64 a tenth, but the pieces are a tenth larger."""

SCALE = 16
"""Of so many runs of 13 characters one is kept: some 370 of a body of 6,000 characters. They tell the share that stands
in another to within 5 points in 19 cases of 20."""

WHOLE = 2_000
"""Bodies of up to so many characters are kept in all their runs: two such are compared exactly."""

_BELOW = (1 << 32) // SCALE
"""Numbers of runs lie below 2^32 and are evenly spread."""

_FORGET = """
CREATE OR REPLACE TEMP TABLE forgotten AS SELECT reading_no FROM indexed_reading ANTI JOIN reading USING (reading_no)
"""

_NEW = "SELECT reading_no FROM reading ANTI JOIN indexed_reading USING (reading_no) ORDER BY reading_no"

_BODIES = """
SELECT reading_no, title, body_text
FROM reading ANTI JOIN indexed_reading USING (reading_no)
WHERE reading_no BETWEEN ? AND ? ORDER BY reading_no
"""

_MERGED = """
CREATE OR REPLACE TEMP TABLE merged_run AS FROM posting WHERE reading_no >= {first};
DELETE FROM posting WHERE reading_no >= {first};
INSERT INTO posting FROM merged_run ORDER BY bigram, reading_no;
DROP TABLE merged_run;
DELETE FROM posting_run WHERE first_no >= {first};
INSERT INTO posting_run VALUES ({first}, {readings})
"""

_Body = tuple[int, str, str]
"""Number, title and body of a reading."""


def index_readings(connection: duckdb.DuckDBPyConnection) -> None:
    """Index the readings that are not indexed yet, and forget those that are gone, within the caller's transaction.

    Takes the time and the memory of `RUN_READINGS` readings at a time. Raises duckdb.Error where the disk is full.
    """
    _forget(connection)
    new = [number for (number,) in connection.execute(_NEW).fetchall()]
    for start in range(0, len(new), RUN_READINGS):
        _add_run(connection, new[start : start + RUN_READINGS])
    if new:
        _merge_small_runs(connection)


def _forget(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_FORGET)
    if count_rows(connection, "forgotten"):
        for table in ("posting", "body_piece", "indexed_reading"):
            connection.execute(f"DELETE FROM {table} WHERE reading_no IN (FROM forgotten)")


def _add_run(connection: duckdb.DuckDBPyConnection, numbers: Sequence[int]) -> None:
    bodies = connection.execute(_BODIES, [numbers[0], numbers[-1]]).fetchall()
    batches = [bodies[start : start + BATCH_READINGS] for start in range(0, len(bodies), BATCH_READINGS)]
    _add_postings(connection, pa.concat_tables(map(_occurrences, batches)))
    _add_readings(connection, pa.concat_tables(map(_grams, batches)), _measured(bodies))
    _add_pieces(connection, pa.concat_tables(map(_pieces, batches)))
    connection.execute("INSERT INTO posting_run VALUES (?, ?)", [numbers[0], len(numbers)])


# Tables are read by the names of the arguments that hold them. One that is registered would be held until the
# transaction ends, though it is unregistered before: a nation's were 18 GB.


def _add_postings(connection: duckdb.DuckDBPyConnection, occurrence: pa.Table) -> None:  # noqa: ARG001
    connection.execute(sql("index", "posting.sql"))


def _add_readings(connection: duckdb.DuckDBPyConnection, gram: pa.Table, measured: pa.Table) -> None:  # noqa: ARG001
    connection.execute(sql("index", "reading.sql"), {"below": _BELOW})


def _add_pieces(connection: duckdb.DuckDBPyConnection, piece: pa.Table) -> None:  # noqa: ARG001
    connection.execute("INSERT INTO body_piece BY NAME FROM piece")


def _occurrences(bodies: Sequence[_Body]) -> pa.Table:
    """The pairs of letters of titles and bodies, which do not meet."""
    texts = [squeezed(title) + "\0" + squeezed(body) for _, title, body in bodies]
    numbers = _spread([(number, len(text) + 1) for (number, _, _), text in zip(bodies, texts, strict=True)])
    return pa.table({"reading_no": numbers, "bigram": bigrams(code_points(texts))})


def _grams(bodies: Sequence[_Body]) -> pa.Table:
    """The numbers of the bodies' runs of 13 characters; those that reach beyond a body are of no reading."""
    texts = [squeezed(body) for _, _, body in bodies]
    spans: list[tuple[int | None, int]] = []
    for (number, _, _), text in zip(bodies, texts, strict=True):
        inside = max(len(text) - GRAM + 1, 0)
        spans += [(number, inside), (None, len(text) + 1 - inside)]
    return pa.table({"reading_no": _spread(spans), "gram": gram_hashes(code_points(texts))})


def _spread(spans: Sequence[tuple[int | None, int]]) -> pa.Array:
    """Each number as often as its span is long."""
    ends, numbers, end = [], [], 0
    for number, length in spans:
        end += length
        if length:
            ends.append(end)
            numbers.append(number)
    return pa.RunEndEncodedArray.from_arrays(pa.array(ends, pa.int32()), pa.array(numbers, pa.int32()))


def _measured(bodies: Sequence[_Body]) -> pa.Table:
    letters = [len(squeezed(body)) for _, _, body in bodies]
    return pa.table(
        {
            "reading_no": pa.array([number for number, _, _ in bodies], pa.int32()),
            "letters": pa.array(letters, pa.int32()),
            "is_whole": pa.array([length <= WHOLE for length in letters], pa.bool_()),
        }
    )


def _pieces(bodies: Sequence[_Body]) -> pa.Table:
    rows = [
        (number, start // PIECE, body[start : start + PIECE])
        for number, _, body in bodies
        for start in range(0, len(body), PIECE)
    ]
    numbers, places, texts = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        {
            "reading_no": pa.array(numbers, pa.int32()),
            "piece_no": pa.array(places, pa.int32()),
            "piece": pa.array(texts, pa.string()),
        }
    )


def _merge_small_runs(connection: duckdb.DuckDBPyConnection) -> None:
    """Merge the newest run with those before it while they are no larger than what is merged already: a reading is
    merged as often as its run doubles, and never once its run is full."""
    runs = connection.execute("SELECT first_no, readings FROM posting_run ORDER BY first_no DESC").fetchall()
    first, total = runs[0]
    for before, readings in runs[1:]:
        if readings > total or total + readings > RUN_READINGS:
            break
        first, total = before, total + readings
    if first != runs[0][0]:
        connection.execute(_MERGED.format(first=first, readings=total))
