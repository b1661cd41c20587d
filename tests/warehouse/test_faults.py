"""What stops a load: each time nothing of it is in the file, and the next load completes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.errors import HeldError, LoadError
from extract.records import Citation
from warehouse.database import database
from warehouse.load import load

SHOWN = ("report_version", "report_place", "section", "fact", "snapshot", "source", "event", "issue")

HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"

LOAD = """
import sys
from pathlib import Path
import warehouse.load
from extract.errors import FazhiError

try:
    warehouse.load.load(Path(sys.argv[1]), Path(sys.argv[2]), indicators=[], divisions=[])
except FazhiError as error:
    print(error.message)
"""

SHORT_OF_DISK = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))\n{LOAD}"

KILLED = f"""
import os, sys
import warehouse.load

def until_here(*given, **named):
    told = done(*given, **named)
    os.kill(os.getpid(), 9)
    return told

done = getattr(warehouse.load, sys.argv[3])
setattr(warehouse.load, sys.argv[3], until_here)
{LOAD}
"""

MOMENTS = ("apply_schema", "stage_views", "merge", "merge_reports", "list_sets")
"""What is the last that a killed load does; what comes after it is lost."""


def run(script: str, desk: Any, *arguments: str, file: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own."""
    command = [sys.executable, "-c", script, str(file or desk.file), str(desk.staging), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path.cwd())


def rows(desk: Any) -> dict[str, list[Any]]:
    """What the warehouse says, apart from when it was loaded."""
    return {name: desk.ask(f"FROM {name} ORDER BY ALL") for name in SHOWN}


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
    assert desk.ask("SELECT count(*) FROM snapshot") == desk.ask("SELECT count(*) FROM loaded_set") == [(0,)]


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


def big(desk: Any) -> list[Any]:
    lines = [("opening", "".join(f"第{number}段文字各不相同{number * 7919}" for number in range(20_000)) + "58件。")]
    return list(desk.capture(1, "http://portal.test/big.html", lines=lines, facts=[]))


def test_a_full_disk_leaves_the_warehouse_as_it_was(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.stage("extract/big/1", *big(desk))
    assert "not loaded, and as it was before" in run(SHORT_OF_DISK, desk).stdout
    assert desk.ask("SELECT count(*) FROM report") == [(1,)]
    desk.load()
    assert desk.ask("SELECT count(*) FROM report") == [(2,)]


def two_nights(desk: Any) -> list[list[Any]]:
    return [[desk.source(), *desk.capture(night, index_number=str(night))] for night in (0, 1)]


@pytest.fixture(scope="module")
def whole(module_desk: Any) -> dict[str, list[Any]]:
    """What a load of two nights gives that nothing stops."""
    for night in two_nights(module_desk):
        module_desk.load_rows(*night)
    return rows(module_desk)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_load_that_is_killed_is_none_and_the_next_completes_it(desk: Any, whole: Any, moment: str) -> None:
    first, second = two_nights(desk)
    desk.load_rows(*first)
    before = rows(desk)
    desk.stage("extract/yixian/1", *second)
    assert run(KILLED, desk, moment).returncode == -9
    assert rows(desk) == before
    desk.load()
    assert rows(desk) == whole
    assert [path.name for path in desk.file.parent.iterdir()] == [desk.file.name]


def test_a_load_that_is_killed_before_there_is_a_file_is_none(desk: Any) -> None:
    desk.stage("extract/yixian/0", *desk.capture(0))
    assert run(KILLED, desk, "merge_reports").returncode == -9
    assert desk.load().sets == ("extract/yixian/0",)
    assert desk.ask("SELECT count(*) FROM fact") == [(3,)]


def test_of_two_loads_at_once_one_is_refused(desk: Any) -> None:
    desk.stage("extract/yixian/0", *desk.capture(0))
    waiting = KILLED.replace("os.kill(os.getpid(), 9)", "print('here', flush=True); sys.stdin.read()")
    command = [sys.executable, "-c", waiting, str(desk.file), str(desk.staging), "merge_reports"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "here\n"
        assert f"held by process {first.pid} " in run(LOAD, desk).stdout
        first.communicate()
    assert desk.ask("SELECT count(*) FROM fact") == [(3,)]
    assert desk.load().sets == ()


def test_data_larger_than_the_memory_are_loaded(desk: Any) -> None:
    quotes = [f"{number}件" for number in range(1000, 2000)]
    facts = [(quote, quote[:-1], None, {"sentence": quote + "字" * 1000}) for quote in quotes]
    for number in range(20):
        told = desk.capture(0, f"http://portal.test/{number}", lines=[("opening", "".join(quotes))], facts=facts)
        desk.stage(f"extract/yixian/{number}", *told)
    load(desk.file, desk.staging, indicators=(), divisions=(), memory="48MB")
    assert desk.ask("SELECT sum(octet_length(encode(sentence))) > 60_000_000 FROM fact") == [(True,)]
    assert [path.name for path in desk.file.parent.iterdir()] == [desk.file.name]


def test_a_table_of_somebody_elses_stops_the_load(desk: Any) -> None:
    desk.load()
    desk.change("CREATE TABLE note (words VARCHAR)")
    with pytest.raises(LoadError, match="the table note is none of the warehouse's") as caught:
        desk.load()
    assert "ATTACH" in caught.value.remedy
    desk.change("DROP TABLE note; ALTER TABLE reading_fact ADD COLUMN note VARCHAR")
    with pytest.raises(LoadError, match=r"the column reading_fact\.note \(VARCHAR\) is none of the warehouse's"):
        desk.load()


def test_a_column_that_somebody_took_away_stops_the_load(desk: Any) -> None:
    desk.load()
    desk.change("ALTER TABLE listing_entry DROP COLUMN title")
    with pytest.raises(LoadError, match=r"the column listing_entry\.title \(VARCHAR\) is missing"):
        desk.load()


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
