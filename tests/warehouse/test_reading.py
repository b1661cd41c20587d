"""A release that many read at once: each query its own time, and damage told of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import duckdb
import pytest

from extract.errors import QueryError, ReleaseError
from warehouse.publish import publish
from warehouse.reading import OpenRelease

ENDLESS = "SELECT count(*) AS n FROM range(10000000) AS a, range(10000000) AS b"
SECONDS = 60.0


@pytest.fixture(scope="module")
def releases(module_desk: Any) -> Path:
    module_desk.load_rows(module_desk.source(), *module_desk.capture(0))
    publish(module_desk.file, module_desk.releases, "r1")
    return Path(module_desk.releases)


@pytest.fixture
def release(releases: Path) -> Iterator[OpenRelease]:
    opened = OpenRelease(releases, "r1")
    yield opened
    opened.close()


def test_rows_have_the_names_of_their_columns(release: OpenRelease) -> None:
    query = "SELECT issuer, report_year FROM report WHERE division_code = $code"
    assert release.rows(query, {"code": "990101"}, SECONDS) == ({"issuer": "乙县人民政府", "report_year": 2023},)
    assert release.rows(query, {"code": "990102"}, SECONDS) == ()


def test_times_are_in_utc_on_every_thread(release: OpenRelease) -> None:
    with ThreadPoolExecutor(1) as pool:
        ((row,),) = [pool.submit(release.rows, "SELECT current_setting('TimeZone') AS zone", {}, SECONDS).result()]
    assert row == {"zone": "UTC"}


def test_many_threads_ask_at_once(release: OpenRelease) -> None:
    query = "SELECT $n + count(*) AS n FROM fact"
    ((facts,),) = [row.values() for row in release.rows("SELECT count(*) FROM fact", {}, SECONDS)]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: release.rows(query, {"n": n}, SECONDS), range(200)))
    assert [row["n"] for (row,) in answers] == [facts + n for n in range(200)]


def test_a_query_is_stopped_after_its_time_and_others_go_on(release: OpenRelease) -> None:
    with pytest.raises(QueryError, match="was stopped"):
        release.rows(ENDLESS, {}, 0.2)
    assert release.rows("SELECT 1 AS one", {}, SECONDS) == ({"one": 1},)


def test_a_query_that_needs_too_much_memory_is_told(releases: Path) -> None:
    opened = OpenRelease(releases, "r1", memory=50)
    with pytest.raises(QueryError, match="more memory"):
        opened.rows("SELECT list(i) AS all_of_them FROM range(50000000) AS t(i)", {}, SECONDS)
    assert not opened.is_damaged
    opened.close()


def test_it_is_closed_as_soon_as_what_is_asked_has_been_stopped(releases: Path) -> None:
    opened, begun, ended = OpenRelease(releases, "r1"), Event(), Event()

    def ask() -> None:
        with suppress(QueryError), opened.asking(SECONDS) as cursor:
            begun.set()
            cursor.execute(ENDLESS)
        ended.set()

    Thread(target=ask).start()
    assert begun.wait(SECONDS)
    while not ended.wait(0.05):  # a stop that comes before the query has begun stops nothing
        opened.stop()
    opened.close()
    with pytest.raises(QueryError, match="closed"):
        opened.rows("SELECT 1", {}, SECONDS)


def test_it_can_neither_be_changed_nor_left(release: OpenRelease) -> None:
    for attempt in ("DELETE FROM reading", "SET enable_external_access = true", "FROM read_text('/etc/passwd')"):
        with pytest.raises(duckdb.Error, match=r"read-only|locked|disabled"):
            release.rows(attempt, {}, SECONDS)


def test_a_release_that_is_not_there_is_told(releases: Path) -> None:
    with pytest.raises(ReleaseError, match="there is no release"):
        OpenRelease(releases, "r2")


def copied(releases: Path, to: Path) -> Path:
    """A copy of the release that may be damaged; its file."""
    shutil.copytree(releases / "r1", to / "r1")
    file = to / "r1" / "fazhi.duckdb"
    file.chmod(0o644)
    return file


@pytest.mark.parametrize("length", [0, 1, 5_000, 100_000])
def test_a_file_that_is_cut_off_is_told_when_it_is_opened(releases: Path, tmp_path: Path, length: int) -> None:
    os.truncate(copied(releases, tmp_path), length)
    with pytest.raises(ReleaseError, match="cannot be read"):
        OpenRelease(tmp_path, "r1").rows("SELECT sum(hash(r)) FROM report AS r", {}, SECONDS)


def test_bytes_that_are_not_those_that_were_written_are_told(releases: Path, tmp_path: Path) -> None:
    file = copied(releases, tmp_path)
    content = bytearray(file.read_bytes())
    content[20_000:] = bytes(byte ^ 0xFF for byte in content[20_000:])
    file.write_bytes(content)
    with pytest.raises(ReleaseError, match="cannot be read"):
        OpenRelease(tmp_path, "r1").rows("SELECT sum(hash(r)) FROM report AS r", {}, SECONDS)


def test_one_that_is_removed_is_read_to_its_end(releases: Path, tmp_path: Path) -> None:
    copied(releases, tmp_path)
    opened = OpenRelease(tmp_path, "r1")
    shutil.rmtree(tmp_path / "r1")
    assert opened.rows("SELECT count(*) AS n FROM report", {}, SECONDS) == ({"n": 1},)
    opened.close()
