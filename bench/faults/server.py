"""A Prefect server as a process of its own, that can be killed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from urllib.error import URLError
from urllib.request import urlopen

STARTUP_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Server:
    """The server's process, where its database stands, and the environment of who reports to it."""

    process: Popen[bytes]
    database: Path
    env: dict[str, str]


@contextmanager
def prefect_server(home: Path) -> Iterator[Server]:
    """A server on a free port, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    env = {**inherited, "PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    address = f"http://127.0.0.1:{port}/api"
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
    with subprocess.Popen(command, env=env, stdout=DEVNULL, stderr=DEVNULL) as process:
        try:
            _await(address, process)
            yield Server(process, home / "prefect.db", {**env, "PREFECT_API_URL": address})
        finally:
            process.kill()


def _await(address: str, process: Popen[bytes]) -> None:
    give_up = time.monotonic() + STARTUP_SECONDS
    while True:
        try:
            urlopen(f"{address}/health", timeout=2).close()  # noqa: S310 - loopback
            return
        except (URLError, OSError) as error:
            if process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError("the Prefect server did not start") from error
        time.sleep(0.2)
