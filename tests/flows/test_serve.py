"""`fazhi serve`: it says where it is, warns where others can reach it, and ends when it is asked to."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import requests

Fazhi = Callable[..., CompletedProcess[str]]
FAZHI = Path(sys.executable).with_name("fazhi")
SECONDS = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def begun(data: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command and the address that it tells."""
    command = [FAZHI, "serve", "--data", data, "--port", str(free_port()), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            told = re.search(r"http://\S+/", process.stdout.readline())
            assert told
            yield process, told[0]
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_asked_to_end(tmp_path: Path, number: signal.Signals) -> None:
    with begun(tmp_path) as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert requests.get(f"{address}api", timeout=SECONDS).status_code == 200
        assert requests.get(address, timeout=SECONDS).status_code == 503  # nothing was published
        process.send_signal(number)
        assert process.wait(SECONDS) == 0
        assert process.stderr
        assert process.stderr.read() == ""


def test_whoever_lets_others_reach_it_is_warned(tmp_path: Path) -> None:
    with begun(tmp_path, "--host", "0.0.0.0") as (process, address):  # noqa: S104 - that is what is warned of
        assert requests.get(f"{address}api", headers={"Host": "reports.test"}, timeout=SECONDS).status_code == 200
        process.terminate()
        assert process.wait(SECONDS) == 0
        assert process.stderr
        assert "no accounts" in process.stderr.read()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--port", "TAKEN"), 1, "is taken by another program"),
        (("--host", "192.0.2.1"), 2, "is no address of this machine"),
        (("--host", "no.such.invalid"), 2, "--host no.such.invalid"),
        (("--port", "80"), 2, "no port from 1024"),
        (("--port", "x"), 2, "no port from 1024"),
    ],
)
def test_where_it_cannot_serve_it_says_why(
    fazhi: Fazhi, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    with ExitStack() as stack:
        taken = stack.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1]
        done = fazhi("serve", "--data", tmp_path, *(word.replace("TAKEN", str(taken)) for word in words))
    assert (done.returncode, said in done.stderr) == (status, True), done.stderr


def test_nothing_of_the_web_is_imported_for_other_commands() -> None:
    asked = "import sys; from flows.cli import main\ntry: main(['sql', '--help'])\nexcept SystemExit: pass\n"
    told = "print(sorted({'fastapi', 'uvicorn', 'prefect', 'jinja2'} & sys.modules.keys()), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked + told], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
