"""The command as a user runs it, the demo portal, and one Prefect server for the whole session."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.faults.server import prefect_server
from demo.portal import Portal
from demo.sources import write_sources

FAZHI = Path(sys.executable).with_name("fazhi")

Fazhi = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def fazhi() -> Fazhi:
    """Run the command to its end: `fazhi("sql", "SELECT 1", cwd=…, env=…)`."""

    def run(*words: object, cwd: Path | None = None, env: dict[str, str] | None = None) -> object:
        command = [str(FAZHI), *map(str, words)]
        return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)

    return run


@pytest.fixture(scope="session")
def prefect_env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a process that reports to a real Prefect server, started once a session."""
    with prefect_server(tmp_path_factory.mktemp("prefect")) as server:
        yield server.env


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
