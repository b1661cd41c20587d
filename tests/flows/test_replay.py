"""A replay: the same rows wherever its files are read, gone on with after a kill, and shown before it is published."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.datadir import DataDirectory
from warehouse.sets import fingerprint, set_names

DASK = Path(sys.executable).with_name("dask")
SECONDS = 120


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory, fazhi, prefect_env) -> Path:  # type: ignore[no-untyped-def]
    """A data directory with the demo portal's reports, collected and published."""
    root = tmp_path_factory.mktemp("collected")
    done = fazhi("demo", "--data", root / "data", env=prefect_env)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def desk(collected: Path, tmp_path: Path) -> Path:
    """A copy of it, to be replayed."""
    return Path(shutil.copytree(collected, tmp_path / "desk", symlinks=True))


def staged(data: Path) -> dict[str, str]:
    return {name: fingerprint(data / "staging", name) for name in set_names(data / "staging") if "extract/" in name}


def replay(fazhi, desk: Path, env, *words: object):  # type: ignore[no-untyped-def]
    return fazhi("replay", "--data", desk / "data", "--sources", desk / "data" / "demo" / "sources", *words, env=env)


@contextmanager
def cluster(env: dict[str, str], logs: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two workers, each a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    commands = [["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]]
    commands += [["worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * 2
    with (logs / "dask.log").open("wb") as log:
        started = [subprocess.Popen([DASK, *words], env=env, stdout=log, stderr=log, cwd=logs) for words in commands]
        try:
            yield address, started[1:]
        finally:
            for process in reversed(started):
                process.kill()
                process.wait()


def test_a_pool_of_processes_stages_the_same_rows(fazhi, desk: Path, prefect_env) -> None:  # type: ignore[no-untyped-def]
    before = staged(desk / "data")
    done = replay(fazhi, desk, prefect_env, "--processes", 2)
    assert (done.returncode, staged(desk / "data")) == (0, before), done.stderr


def test_a_cluster_that_loses_a_worker_stages_the_same_rows_by_way_of_a_store(  # type: ignore[no-untyped-def]
    desk: Path, prefect_env, tmp_path: Path
) -> None:
    data = DataDirectory(desk / "data")
    before = staged(data.root)
    store = tmp_path / "store"
    with cluster(prefect_env, tmp_path) as (address, workers):
        command = [Path(sys.executable).with_name("fazhi"), "replay", "--data", data.root, "--on", address]
        running = subprocess.Popen([*command, "--shared", f"file://{store}"], env=prefect_env, cwd=desk)
        end = time.monotonic() + SECONDS
        while not list(store.glob("staging/**/*.parquet")) and running.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        workers[0].kill()
        assert running.wait(SECONDS) == 0
    assert staged(data.root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "tcp://127.0.0.1:9"], "no Dask scheduler answers"),
        (["--on", "http://x"], "is not of the form tcp://HOST:PORT"),
        (["--processes", "0"], "is no number of at least 1"),
        (["--source", "nowhere"], "the archive has no source nowhere"),
        (["--processes", "2", "--shared", "nokind://x"], "Name a store that fsspec knows"),
    ],
)
def test_what_cannot_be_had_is_named(fazhi, desk: Path, prefect_env, words: list[str], said: str) -> None:  # type: ignore[no-untyped-def]
    done = replay(fazhi, desk, prefect_env, *words)
    assert done.returncode != 0
    assert said in done.stderr


def test_a_replay_of_one_source_leaves_the_others_as_they_are(fazhi, desk: Path, prefect_env) -> None:  # type: ignore[no-untyped-def]
    data = desk / "data"
    source = sorted((data / "archive").iterdir())[0].name
    done = replay(fazhi, desk, prefect_env, "--source", source)
    assert done.returncode == 0, done.stderr
    assert {line.split("/")[0] for line in done.stderr.splitlines() if line.startswith("extract ")} == {
        f"extract {source}"
    }


def test_a_review_says_what_a_replay_would_change_and_publishes_nothing(fazhi, desk: Path, prefect_env) -> None:  # type: ignore[no-untyped-def]
    data = desk / "data"
    latest = (data / "releases" / "latest").readlink()
    assert replay(fazhi, desk, prefect_env, "--diff").stdout.startswith("Facts: none")
    divisions = data / "divisions.tsv"
    divisions.write_text(divisions.read_text(encoding="utf-8").replace("溪砚县", "溪岩县"), encoding="utf-8")
    again = replay(fazhi, desk, prefect_env, "--diff")
    assert again.returncode == 0, again.stderr
    assert "division_code" in again.stdout.partition("Reports")[2]
    assert (data / "releases" / "latest").readlink() == latest
    assert (data / "review" / "facts.csv").read_text(encoding="utf-8").startswith("change,report_id,issuer")
