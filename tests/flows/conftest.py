"""The command as a user runs it, the demo portal, and one Prefect server for the whole session."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from demo.portal import Portal
from demo.sources import write_sources

FAZHI = Path(sys.executable).with_name("fazhi")
STARTUP_SECONDS = 180

Fazhi = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def fazhi() -> Fazhi:
    """Run the command to its end: `fazhi("sql", "SELECT 1", cwd=…, env=…)`."""

    def run(*words: object, cwd: Path | None = None, env: dict[str, str] | None = None) -> object:
        command = [str(FAZHI), *map(str, words)]
        return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)

    return run


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as answer:  # noqa: S310 - loopback
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


@pytest.fixture(scope="session")
def prefect_env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a process that reports to a real Prefect server, started once a session."""
    port = _free_port()
    env = {
        **os.environ,
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/api"
        end = time.monotonic() + STARTUP_SECONDS
        while not _answers(f"{address}/health"):
            assert server.poll() is None and time.monotonic() < end, "the Prefect server did not start"
            time.sleep(0.2)
        yield {**env, "PREFECT_API_URL": address}
        server.terminate()


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    """The demo portal. A test that slows it down by its `delay` must set that back."""
    with Portal() as served:
        yield served


@pytest.fixture(scope="session")
def sources(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo portal's source files."""
    directory = tmp_path_factory.mktemp("sources")
    write_sources(directory, portal.base_url)
    return directory
