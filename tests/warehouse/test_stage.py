from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import StageError
from extract.records import Citation, IndicatorRow
from warehouse.columns import RELATIONS, arrow_schema
from warehouse.sets import fingerprint, read_set, sweep, verify_set
from warehouse.stage import BATCH_ROWS, set_names, write_set


def citation(number: int = 0) -> Citation:
    return Citation("r1", "s1", "某某条例", None, number, number + 4)


def read(directory: Path, relation: str) -> list[dict[str, Any]]:
    return pq.read_table(directory / f"{relation}.parquet").to_pylist()


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUE = st.decimals(-(10**14) + 1, 10**14 - 1, places=6, allow_nan=False)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quote=TEXT, value=VALUE, upper=st.none() | VALUE)
def test_text_and_decimals_come_back_as_they_went(desk: Any, quote: str, value: Decimal, upper: Decimal | None) -> None:
    *_, fact = desk.capture(0)
    (row,) = read(desk.stage("a", replace(fact, quote=quote, value=value, value_upper=upper)), "fact")
    assert (row["quote"], row["value"], row["value_upper"]) == (quote, value, upper)


def test_dates_times_and_flags_come_back_as_they_went(desk: Any) -> None:
    directory = desk.stage("run/1", desk.run(0), desk.entry(0, listed_on=None), *desk.capture(0))
    assert read(directory, "run")[0]["started_at"] == datetime(2024, 5, 1, 18, 0, tzinfo=UTC)
    assert read(directory, "listing_entry")[0]["listed_on"] is None
    assert read(directory, "report")[0]["published_on"] == date(2024, 3, 20)
    assert read(directory, "fact")[0]["is_cumulative"] is False


@pytest.mark.parametrize("record", RELATIONS)
def test_every_record_has_a_schema_of_its_fields(record: type) -> None:
    assert arrow_schema(record).names == list(record.__dataclass_fields__)


def test_rows_beyond_a_batch_are_all_written(tmp_path: Path) -> None:
    directory = write_set(tmp_path, "a", (citation(number) for number in range(BATCH_ROWS + 1)))
    assert len(read(directory, "citation")) == BATCH_ROWS + 1
    assert read_set(tmp_path, "a").rows == {"citation": BATCH_ROWS + 1}


def test_a_set_of_no_rows_is_a_set(tmp_path: Path) -> None:
    write_set(tmp_path, "collect/1/a", [])
    assert set_names(tmp_path) == ["collect/1/a"]
    assert verify_set(read_set(tmp_path, "collect/1/a")) == {}


def test_names_are_sorted_relative_paths(tmp_path: Path) -> None:
    for name in ("run/2", "extract/b/1", "run/1"):
        write_set(tmp_path, name, [])
    assert set_names(tmp_path) == ["extract/b/1", "run/1", "run/2"]
    assert set_names(tmp_path / "none") == []


def test_a_set_replaces_its_predecessor_whole(desk: Any) -> None:
    desk.stage("extract/a/1", citation(), desk.snapshot(0))
    before = fingerprint(desk.staging, "extract/a/1")
    desk.stage("extract/a/1", citation(7))
    assert list(verify_set(read_set(desk.staging, "extract/a/1"))) == ["citation"]
    assert fingerprint(desk.staging, "extract/a/1") != before
    assert [path.name for path in desk.staging.iterdir()] == ["extract"]


def test_the_same_rows_have_the_same_fingerprint(tmp_path: Path) -> None:
    prints = set()
    for _ in range(2):
        write_set(tmp_path, "a", [citation()])
        prints.add(fingerprint(tmp_path, "a"))
    assert len(prints) == 1


def test_a_row_that_fails_leaves_the_old_set_and_no_leftovers(desk: Any) -> None:
    desk.stage("a", citation())
    with pytest.raises(StageError, match="a row does not fit its columns"):
        desk.stage("a", *desk.capture(0, facts=[("58件", "1.0000001", None)]))
    assert read(desk.staging / "a", "citation")
    assert [path.name for path in desk.staging.iterdir()] == ["a"]


def test_a_missing_value_that_is_needed_is_refused(desk: Any) -> None:
    with pytest.raises(StageError, match="does not fit"):
        desk.stage("a", desk.run(0, state=None))


def test_a_row_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StageError, match="IndicatorRow is not a record that can be staged"):
        write_set(tmp_path, "a", [IndicatorRow("a", "b", "c", "d", "e", "f")])  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["", "/a", "../a", "a/../b", ".hidden", "a/.b", "a//b"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StageError, match="cannot name a staged set"):
        write_set(tmp_path, name, [])


KILLED = """
import os, sys
from pathlib import Path
from extract.records import Citation
from warehouse.stage import write_set

def rows():
    yield Citation("r1", "s1", None, "1", 0, 4)
    os.kill(os.getpid(), 9)

write_set(Path(sys.argv[1]), "extract/a/1", rows())
"""


def test_what_a_killed_run_left_is_no_set_and_is_swept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, cwd=Path.cwd())
    (leftover,) = tmp_path.iterdir()
    assert leftover.name.startswith(".new-")
    assert set_names(tmp_path) == []
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_set_that_was_put_aside_at_the_moment_of_the_kill_comes_back(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    write_set(tmp_path, "a", [citation()])
    aside = tmp_path / f".new-{int(ended.stdout)}-x"
    aside.mkdir()
    (tmp_path / "a").rename(aside / "set")
    sweep(tmp_path)
    assert list(verify_set(read_set(tmp_path, "a"))) == ["citation"]


def test_the_working_directory_of_a_living_process_is_left_alone(tmp_path: Path) -> None:
    working = tmp_path / f".new-{os.getpid()}-x"
    working.mkdir()
    sweep(tmp_path)
    assert working.is_dir()


def test_a_damaged_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    file = write_set(tmp_path, "a", [citation()]) / "citation.parquet"
    content = bytearray(file.read_bytes())
    content[20] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(StageError, match=r"citation\.parquet: is damaged") as caught:
        verify_set(read_set(tmp_path, "a"))
    assert "fazhi replay" in caught.value.remedy


def test_a_truncated_file_is_damaged(tmp_path: Path) -> None:
    file = write_set(tmp_path, "a", [citation()]) / "citation.parquet"
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(StageError, match=r"citation\.parquet: is damaged"):
        verify_set(read_set(tmp_path, "a"))


NAMES = arrow_schema(Citation).names


@pytest.mark.parametrize(
    ("alter", "told"),
    [
        (lambda rows: rows.rename_columns(["report", *NAMES[1:]]), "report_id is missing, report is not known"),
        (lambda rows: rows.append_column("note", rows["title"]), "note is not known"),
        (
            lambda rows: rows.cast(rows.schema.set(4, pa.field("char_start", pa.string()))),
            "char_start is string, not int64 not null",
        ),
        (lambda rows: rows.select(NAMES[::-1]), "they stand in another order"),
    ],
)
def test_a_file_of_other_columns_names_them(tmp_path: Path, alter: Callable[[pa.Table], pa.Table], told: str) -> None:
    file = write_set(tmp_path, "a", [citation()]) / "citation.parquet"
    pq.write_table(alter(pq.read_table(file)), file)
    with pytest.raises(StageError, match=rf"citation\.parquet: has the columns of another version: {told}\n") as caught:
        verify_set(read_set(tmp_path, "a"))
    assert "fazhi replay" in caught.value.remedy


def test_a_relation_that_nobody_knows_is_named(tmp_path: Path) -> None:
    directory = write_set(tmp_path, "a", [citation()])
    (directory / "citation.parquet").rename(directory / "remark.parquet")
    with pytest.raises(StageError, match=r"remark\.parquet: is no file of this set"):
        verify_set(read_set(tmp_path, "a"))
    manifest = directory / "set.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("citation", "remark"), encoding="utf-8")
    with pytest.raises(StageError, match=r"remark\.parquet: no relation of the warehouse is called remark"):
        verify_set(read_set(tmp_path, "a"))


def test_a_missing_file_or_manifest_is_named(tmp_path: Path) -> None:
    directory = write_set(tmp_path, "a", [citation()])
    (directory / "citation.parquet").unlink()
    with pytest.raises(StageError, match=r"citation\.parquet: is missing"):
        verify_set(read_set(tmp_path, "a"))
    (directory / "set.json").write_text("{", encoding="utf-8")
    with pytest.raises(StageError, match=r"set\.json: is no manifest"):
        read_set(tmp_path, "a")
