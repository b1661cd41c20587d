"""What runs in the background: known by its lock, told where it ended, refused where it cannot be; and what ends by
itself."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from urllib.request import urlopen

import pytest

from extract.errors import HeldError, ServiceError
from flows.service.daemon import Daemon

Fazhi = Callable[..., CompletedProcess[str]]

DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"
SLEEPS = [sys.executable, "-c", "import time; print('begun', flush=True); time.sleep(60)"]
FAILS = [sys.executable, "-c", "raise SystemExit('no such thing')"]
PATIENCE_SECONDS = 60


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def daemon(tmp_path: Path) -> Daemon:
    return Daemon("worker", tmp_path / "service")


def test_a_program_runs_until_it_is_stopped(daemon: Daemon) -> None:
    assert (daemon.pid(), daemon.stop()) == (None, False)
    pid = daemon.start(SLEEPS, dict(os.environ), Path())
    assert daemon.pid() == pid
    with pytest.raises(HeldError, match="runs already"):
        daemon.start(SLEEPS, dict(os.environ), Path())
    assert daemon.stop()
    assert (daemon.pid(), daemon.stop()) == (None, False)
    again = daemon.start(SLEEPS, dict(os.environ), Path())
    assert daemon.pid() == again != pid
    daemon.stop()


def test_a_file_that_outlived_its_program_is_no_process(daemon: Daemon) -> None:
    pid = daemon.start(SLEEPS, dict(os.environ), Path())
    os.kill(pid, signal.SIGKILL)
    until(lambda: daemon.pid() is None)
    # after a restart of the machine the number may be another program's: that one is left alone
    (daemon.place / "worker.pid").write_text(str(os.getpid()))
    assert (daemon.pid(), daemon.stop()) == (None, False)


def test_the_last_words_of_a_program_that_ended_are_told(daemon: Daemon) -> None:
    daemon.start(FAILS, dict(os.environ), Path())
    until(lambda: daemon.pid() is None)
    with pytest.raises(ServiceError, match="no such thing"):
        daemon.require()


def without_prefect(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | more


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory that knows the demo's divisions."""
    place = tmp_path / "data"
    place.mkdir()
    (place / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    return place


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_of_another_program_is_named(fazhi: Fazhi, sources: Path, taken: int, data: Path) -> None:
    done = fazhi("up", "--data", data, "--sources", sources, "--port", taken, env=without_prefect())
    assert done.returncode == 1
    assert f"port {taken}" in done.stderr
    assert "--port N" in done.stderr
    assert fazhi("down", "--data", data).stdout == "nothing runs\n"


@pytest.mark.parametrize("words", [["up"], ["nightly"], ["recheck"], ["backfill"]])
def test_a_server_that_is_named_and_does_not_answer_is_told(
    fazhi: Fazhi, sources: Path, words: list[str], data: Path
) -> None:
    env = without_prefect(PREFECT_API_URL="http://127.0.0.1:9/api")
    done = fazhi(*words, "--data", data, "--sources", sources, env=env)
    assert done.returncode == 1
    assert "http://127.0.0.1:9/api does not answer" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (data / "service").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["up", "--sources", "none"], "none is not a directory"),
        (["nightly", "--sources", "none"], "none is not a directory"),
        (["recheck", "--source", "nowhere"], "there is no source nowhere"),
        (["backfill", "--source", "nowhere"], "there is no source nowhere"),
        (["backfill", "--years", "2016-2012"], "years 2016-2012 end before they begin"),
        (["backfill", "--pages", "0"], "0"),
    ],
)
def test_what_is_wrong_is_told_before_prefect_starts(
    fazhi: Fazhi, sources: Path, words: list[str], told: str, data: Path
) -> None:
    done = fazhi(words[0], "--data", data, "--sources", sources, *words[1:], env=without_prefect())
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert not (data / "service").exists()


USES_A_SERVER = """
import sys, time
from pathlib import Path
from flows.datadir import DataDirectory
from flows.service.server import at_hand
with at_hand(DataDirectory(Path(sys.argv[1]))) as address:
    print(address, flush=True)
    time.sleep(600)
"""


def test_the_server_of_a_command_that_is_killed_ends_with_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", USES_A_SERVER, tmp_path / "data"]
    with subprocess.Popen(command, env=without_prefect(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert answers(address)
        process.kill()
    until(lambda: not answers(address))


def answers(address: str) -> bool:
    try:
        urlopen(f"{address}/health", timeout=5).close()  # noqa: S310
    except OSError:
        return False
    return True
