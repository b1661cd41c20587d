"""Prefect's server: one that stays, as `fazhi up` starts it, or one that ends with the command that needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from extract.errors import HeldError, ServiceError
from flows.datadir import DataDirectory
from flows.prefect_settings import of_service, settle
from flows.service.daemon import Daemon

HOST = "127.0.0.1"
"""Prefect asks nobody who they are: whoever reaches the server may start and stop runs."""

PORT = 4200
"""Prefect's own, unless `--port` or an earlier `fazhi up` says otherwise."""

ANSWER_SECONDS = 10
"""A server that is up answers its health check in milliseconds; one that is starting, within seconds."""

STARTUP_SECONDS = 180.0
"""A first start, which makes the database, took 10 to 18 s on two idle cores and 26 s on busy ones."""

POLL_SECONDS = 0.1

LEASH = '"$@" & read -r _; kill $!; wait $!'
"""The shell keeps a command until its own input ends: that of a process that was killed ends, too."""


def home(data: DataDirectory) -> Path:
    """Prefect's home: its database and settings, apart from those of the operator's own Prefect."""
    return data.service / "prefect"


def daemon(data: DataDirectory) -> Daemon:
    """The server that stays."""
    return Daemon("server", data.service)


def running(data: DataDirectory) -> str | None:
    """Where the API of the server that stays is; None where it does not run."""
    return _api(_kept_port(data) or PORT) if daemon(data).pid() else None


def page(address: str) -> str:
    """Where a person looks at what an API serves."""
    return address.removesuffix("/api")


def start(data: DataDirectory, port: int | None) -> str:
    """Start the server that stays; its API, as soon as it answers. `port` is that of the last start, or Prefect's own,
    where it is None. This process's Prefect must be settled in `home`.

    Raises HeldError where another program has the port, ServiceError where the server ends or does not answer.
    """
    port = port or _kept_port(data) or PORT
    _require_free(port)
    server = daemon(data)
    # Prefect would unpack its page where it is installed, which may be read-only
    page_files = data.service / "page"
    page_files.mkdir(parents=True, exist_ok=True)
    server.start(_command(port), {**of_service(), "PREFECT_UI_STATIC_DIRECTORY": str(page_files)}, data.service)
    _port_file(data).write_text(str(port))
    _await(_api(port), server.require)
    return _api(port)


@contextmanager
def at_hand(data: DataDirectory) -> Iterator[str]:
    """The API of a server for the flows of this process, to which the environment leads Prefect: the one that
    PREFECT_API_URL names; or the one that stays; or one that ends with the block, or with this process.

    Prefect must not have been imported yet. Raises ServiceError where the server does not answer.
    """
    if address := os.environ.get("PREFECT_API_URL"):
        require(address)
        yield address
        return
    settle(home(data))
    if address := running(data):
        require(address)
        os.environ["PREFECT_API_URL"] = address
        yield address
        return
    with _passing(data) as address:
        os.environ["PREFECT_API_URL"] = address
        yield address


def require(address: str) -> None:
    """Raises ServiceError where no Prefect server answers at this API."""
    if (error := _failure(address)) is not None:
        raise ServiceError(
            f"the Prefect server at {address} does not answer ({error})",
            "Start it (fazhi up), mend PREFECT_API_URL, or unset it to run without one.",
        ) from error


@contextmanager
def _passing(data: DataDirectory) -> Iterator[str]:
    """A server without a page and without schedules, on a free port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    data.service.mkdir(parents=True, exist_ok=True)
    log = data.service / "passing.log"
    command = ["sh", "-c", LEASH, "sh", *_command(port), "--no-ui", "--no-scheduler", "--no-late-runs"]
    env = of_service()
    with (
        log.open("wb") as output,
        subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=output, stderr=output) as leash,  # noqa: S603
    ):
        # leaving the block closes the input of the shell, and waits for its end
        _await(_api(port), lambda: _require_alive(leash, log))
        yield _api(port)


def _require_alive(leash: subprocess.Popen[bytes], log: Path) -> None:
    if leash.poll() is not None:
        raise ServiceError("Prefect's server could not be started", f"Look at {log}")


def _command(port: int) -> list[str]:
    return [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)]


def _api(port: int) -> str:
    return f"http://{HOST}:{port}/api"


def _port_file(data: DataDirectory) -> Path:
    return data.service / "server.port"


def _kept_port(data: DataDirectory) -> int | None:
    file = _port_file(data)
    written = file.read_text().strip() if file.exists() else ""
    return int(written) if written.isdecimal() else None


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise HeldError(
                f"port {port}, on which Prefect's server would be, is taken by another program ({error.strerror})",
                "End that program, choose another port (fazhi up --port N), or name a server that runs already in"
                " PREFECT_API_URL.",
            ) from error


def _await(address: str, require_alive: Callable[[], None]) -> None:
    end = time.monotonic() + STARTUP_SECONDS
    while (error := _failure(address)) is not None:
        require_alive()
        if time.monotonic() > end:
            raise ServiceError(f"Prefect's server does not answer at {address}", "Try again.") from error
        time.sleep(POLL_SECONDS)


def _failure(address: str) -> Exception | None:
    """Why the API does not answer; None where it does, be it that it does not let us in."""
    try:
        urlopen(f"{address}/health", timeout=ANSWER_SECONDS).close()  # noqa: S310 - the operator's own setting
    except HTTPError:
        return None
    except (OSError, HTTPException, ValueError) as error:
        return error
    return None
