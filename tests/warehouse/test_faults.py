"""What stops a load: each time nothing of it is in the file, and the next load completes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.errors import HeldError, LoadError
from extract.records import Citation
from warehouse.database import database

HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"

SHORT_OF_DISK = """
import resource, sys
from pathlib import Path
from extract.errors import LoadError
from warehouse.load import load

resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    load(Path(sys.argv[1]), Path(sys.argv[2]), indicators=[], divisions=[])
except LoadError as error:
    print(error.message)
"""


def test_a_held_file_names_the_process_that_holds_it(desk: Any) -> None:
    desk.load()
    command = [sys.executable, "-c", HOLD, str(desk.file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(HeldError) as caught:
            desk.load()
        holder.communicate()
    assert str(desk.file) in caught.value.message
    assert f"process {holder.pid} " in caught.value.message
    assert caught.value.remedy
    desk.load()


def test_a_damaged_set_stops_the_whole_load(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.stage("good", *desk.capture(1, "http://portal.test/other.html"))
    file = desk.stage("extract/z/bad", *desk.capture(2)) / "fact.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LoadError, match=r"extract/z/bad/fact\.parquet: is damaged") as caught:
        desk.load()
    assert "replay" in caught.value.remedy
    assert desk.ask("SELECT count(*) FROM report") == [(1,)]
    file.write_bytes(whole)
    desk.load()
    assert desk.ask("SELECT count(*) FROM report") == [(2,)]


def test_rows_without_their_report_stop_the_load(desk: Any) -> None:
    desk.stage("extract/a/1", desk.snapshot(0), Citation("r9", "s9", "某某条例", None, 0, 4))
    with pytest.raises(LoadError, match="staged set extract/a/1: rows of report r9 without the report"):
        desk.load()
    with duckdb.connect(desk.file) as connection:
        assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]


def test_a_report_without_its_snapshot_stops_the_load(desk: Any) -> None:
    _, *rows = desk.capture(0)
    desk.stage("extract/a/1", *rows)
    with pytest.raises(LoadError, match="without its snapshot"):
        desk.load()


def test_a_file_that_is_no_warehouse_is_left_as_it_is(desk: Any) -> None:
    desk.file.parent.mkdir(parents=True)
    desk.file.write_text("not a database" * 1000, encoding="utf-8")
    with pytest.raises(LoadError, match="not a valid DuckDB database"):
        desk.load()
    assert desk.file.read_text(encoding="utf-8").startswith("not a database")


def test_a_full_disk_leaves_the_warehouse_as_it_was(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    lines = [("opening", "".join(f"第{number}段文字各不相同{number * 7919}" for number in range(20_000)) + "58件。")]
    desk.stage("extract/big/1", *desk.capture(1, "http://portal.test/big.html", lines=lines, facts=[]))
    command = [sys.executable, "-c", SHORT_OF_DISK, str(desk.file), str(desk.staging)]
    stopped = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert "not loaded, and as it was before" in stopped.stdout
    assert desk.ask("SELECT count(*) FROM report") == [(1,)]
    desk.load()
    assert desk.ask("SELECT count(*) FROM report") == [(2,)]


def test_a_replaced_set_beside_a_lost_one_is_refused(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.load_rows(desk.run(0))
    desk.stage("extract/yixian/0", desk.snapshot(0))
    for file in (desk.staging / "extract/yixian/1").iterdir():
        file.unlink()
    with pytest.raises(LoadError, match="extract/yixian/1 was loaded and is gone"):
        desk.load()
    assert desk.ask("SELECT count(*) FROM report") == [(1,)]


def test_a_connection_fetches_no_extensions_and_tells_utc(desk: Any) -> None:
    desk.load()
    with database(desk.file) as connection:
        names = ("autoinstall_known_extensions", "autoload_known_extensions", "TimeZone")
        settings = [connection.execute("SELECT current_setting(?)", [name]).fetchall()[0][0] for name in names]
    assert settings == [False, False, "UTC"]
