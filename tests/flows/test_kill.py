"""kill -9 at every step of a night: the last release stays readable, and the next night ends as if nothing had been."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import duckdb
import pytest

from demo.portal import Portal

Fazhi = Callable[..., CompletedProcess[str]]
Rows = list[tuple[Any, ...]]

DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"
SOURCES = 3
ATTEMPTS = 5
"""Nights that are begun to catch a moment of a few milliseconds."""

CONTENT = (
    "SELECT * EXCLUDE (snapshot_id, body_snapshot_id, first_seen_at, last_seen_at, valid_from) FROM report",
    "SELECT * EXCLUDE (snapshot_id) FROM section",
    "SELECT * EXCLUDE (snapshot_id) FROM fact",
    "SELECT * EXCLUDE (snapshot_id) FROM citation",
    "SELECT * EXCLUDE (snapshot_id) FROM table_cell",
)


def rows(data: Path, sql: str) -> Rows:
    with duckdb.connect(data / "releases" / "latest" / "fazhi.duckdb", read_only=True) as release:
        return release.execute(f"{sql} ORDER BY ALL").fetchall()


def content(data: Path) -> list[Rows]:
    return [rows(data, query) for query in CONTENT]


def fetching(data: Path) -> bool:
    """Every source has answered, none has ended."""
    begun = [warc for warc in data.glob("archive/demo_*/*.warc.gz") if warc.stat().st_size]
    return len(begun) == SOURCES and not any(data.glob("staging/collect/*/demo_*"))


def extracting(data: Path) -> bool:
    """Every source is collected, and a set of rows is half-written."""
    collected = len(list(data.glob("staging/collect/*/demo_*"))) == SOURCES
    return collected and any(data.glob("staging/.new-*"))


def loading(data: Path) -> bool:
    """The run's row is staged, the transaction is not committed."""
    return len(list(data.glob("staging/run/*"))) == 2 and not any(data.glob("releases/.new-*"))


def committing(data: Path) -> bool:
    """The write-ahead log holds what the warehouse file does not have yet."""
    return (data / "warehouse" / "fazhi.duckdb.wal").exists()


def publishing(data: Path) -> bool:
    """A release is half-built."""
    return any(data.glob("releases/.new-*"))


def killed_at(moment: Callable[[Path], bool], data: Path, sources: Path, env: dict[str, str]) -> bool:
    """Begin a night and kill it at the moment; False where it went by unseen."""
    command = [Path(sys.executable).with_name("fazhi"), "nightly", "--data", data, "--sources", sources]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as night:
        while night.poll() is None:
            if moment(data):
                night.send_signal(signal.SIGSTOP)
                if moment(data):
                    night.kill()
                    return True
                night.send_signal(signal.SIGCONT)
    return False


@pytest.fixture(scope="module")
def begun(fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a release of one page."""
    data = tmp_path_factory.mktemp("begun") / "data"
    data.mkdir()
    (data / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    page = data.parent / "page.txt"
    page.write_text("溪砚县人民政府2016年度法治政府建设工作报告\n\n一、主要工作\n全年收到行政复议申请7件，受理6件。\n")
    done = fazhi("ingest", page, "--data", data)
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="module")
def undisturbed(
    begun: Path, fazhi: Fazhi, sources: Path, prefect_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> list[Rows]:
    """What a night ends with that nobody kills."""
    data = _copy(begun, tmp_path_factory.mktemp("undisturbed"))
    done = fazhi("nightly", "--data", data, "--sources", sources, env=prefect_env)
    assert done.returncode == 0, done.stderr
    return content(data)


def _copy(data: Path, parent: Path) -> Path:
    return Path(shutil.copytree(data, parent / "data", symlinks=True))


@pytest.fixture
def slow(portal: Portal) -> Iterator[None]:
    """A portal that takes its time, so that fetching lasts long enough to be met."""
    portal.delay = 0.05
    yield
    portal.delay = 0.0


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("moment", [fetching, extracting, loading, committing, publishing])
def test_a_killed_night_harms_nothing_and_the_next_completes_it(
    moment: Callable[[Path], bool],
    portal: Portal,
    begun: Path,
    undisturbed: list[Rows],
    fazhi: Fazhi,
    sources: Path,
    prefect_env: dict[str, str],
    tmp_path: Path,
) -> None:
    for attempt in range(ATTEMPTS):
        data = _copy(begun, tmp_path / str(attempt))
        if killed_at(moment, data, sources, prefect_env):
            break
    else:
        pytest.fail(f"no night was caught {moment.__name__} in {ATTEMPTS} attempts")
    assert rows(data, "SELECT url FROM report") == [("file:page.txt",)]

    portal.delay = 0.0
    done = fazhi("nightly", "--data", data, "--sources", sources, env=prefect_env)

    assert done.returncode == 0, done.stderr
    assert content(data) == undisturbed
    assert rows(data, "SELECT command, state FROM run") == [("ingest", "ok"), ("nightly", "failed"), ("nightly", "ok")]


@pytest.mark.usefixtures("slow")
def test_a_record_torn_by_the_kill_is_told_and_fetched_again(
    portal: Portal,
    begun: Path,
    undisturbed: list[Rows],
    fazhi: Fazhi,
    sources: Path,
    prefect_env: dict[str, str],
    tmp_path: Path,
) -> None:
    data = _copy(begun, tmp_path)
    assert killed_at(fetching, data, sources, prefect_env)
    torn = next(data.glob("archive/demo_xiyan/*.warc.gz"))
    with torn.open("r+b") as file:
        file.truncate(torn.stat().st_size - 20)

    portal.delay = 0.0
    done = fazhi("nightly", "--data", data, "--sources", sources, env=prefect_env)

    assert done.returncode == 0, done.stderr
    assert content(data) == undisturbed
    assert rows(data, "SELECT source_id FROM issue WHERE code = 'archive.truncated'") == [("demo_xiyan",)]
