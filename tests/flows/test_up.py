"""`fazhi up` and `fazhi down`: a real server and worker, and nights that come by schedule."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import duckdb
import pytest

from demo.portal import Portal
from demo.truth import truth

Fazhi = Callable[..., CompletedProcess[str]]

DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"
DEPLOYMENTS = {"backfill", "nightly", "publish", "recheck", "replay"}
AHEAD_SECONDS = 4
PATIENCE_SECONDS = 120
LATER, LATER_PATH = "demo_xiyan", "/art/"
"""The source that is added for the second night, and what tells its pages."""

QUICK = {
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "1",
}
"""Looks that are minutes and seconds apart on a real machine."""


@dataclass(frozen=True)
class Service:
    """A data directory with its server, as a user and a program see it."""

    fazhi: Fazhi
    data: Path
    sources: Path
    port: int
    env: dict[str, str]

    def up(self, *words: str) -> CompletedProcess[str]:
        return self.fazhi("up", "--data", self.data, "--sources", self.sources, *words, env=self.env)

    def down(self) -> CompletedProcess[str]:
        return self.fazhi("down", "--data", self.data, env=self.env)

    def asked(self, what: str, **body: object) -> Any:
        """A question to the server: POST where there is a body."""
        sent = json.dumps(body).encode() if body else None
        address = f"http://127.0.0.1:{self.port}/api/{what}"
        return answered(Request(address, sent, {"Content-Type": "application/json"}))

    def schedule(self) -> None:
        """Add a schedule of the nightly deployment whose first time is near."""
        deployment = self.asked("deployments/name/nightly/nightly")["id"]
        soon = datetime.now(UTC) + timedelta(seconds=AHEAD_SECONDS)
        schedule = {"interval": 86400, "anchor_date": soon.isoformat()}
        request = Request(
            f"http://127.0.0.1:{self.port}/api/deployments/{deployment}/schedules",
            json.dumps([{"schedule": schedule, "active": True}]).encode(),
            {"Content-Type": "application/json"},
        )
        answered(request)

    def last_run(self) -> Any:
        """The flow run that began last, None before the first."""
        runs = self.asked(
            "flow_runs/filter", sort="START_TIME_DESC", limit=1, flow_runs={"start_time": {"is_null_": False}}
        )
        return runs[0] if runs else None

    def until(self, holds: Callable[[], Any]) -> Any:
        """Wait for something to hold, and give it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not (found := holds()):
            assert time.monotonic() < end, (self.data / "service" / "worker.log").read_text()[-3000:]
            time.sleep(0.2)
        return found

    def pid(self, name: str) -> int:
        return int((self.data / "service" / f"{name}.pid").read_text())

    def urls(self) -> set[str]:
        """The addresses of the reports that are published."""
        with duckdb.connect(self.data / "releases" / "latest" / "fazhi.duckdb", read_only=True) as release:
            return {url for (url,) in release.execute("SELECT url FROM report").fetchall()}


def answered(request: Request) -> Any:
    """What the server answers. While its database is busy it says 503, as every client of Prefect's knows."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
                return json.load(answer)
        except HTTPError as error:
            if error.code != 503 or time.monotonic() > end:
                raise
        time.sleep(0.5)


def reports(portal: Portal) -> set[str]:
    """The addresses of all reports of the demo portal."""
    return {portal.base_url + report.path for report in truth()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def service(fazhi: Fazhi, sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    place = tmp_path_factory.mktemp("up")
    env = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | QUICK
    (place / "data").mkdir()
    (place / "data" / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    some = Path(shutil.copytree(sources, place / "sources"))
    (some / f"{LATER}.yml").rename(place / f"{LATER}.yml")
    made = Service(fazhi, place / "data", some, free_port(), env | {"HOME": str(place)})
    yield made
    made.down()


@pytest.fixture(scope="module")
def started(service: Service) -> CompletedProcess[str]:
    """The first `fazhi up`."""
    return service.up("--port", str(service.port))


def test_up_starts_everything_and_says_where_the_page_is(service: Service, started: CompletedProcess[str]) -> None:
    assert started.returncode == 0, started.stderr
    assert f"http://127.0.0.1:{service.port}" in started.stdout
    with urlopen(f"http://127.0.0.1:{service.port}/", timeout=30) as page:
        assert b"<html" in page.read()
    assert {each["name"] for each in service.asked("deployments/filter", limit=50)} == DEPLOYMENTS
    assert not (service.data.parent / ".prefect").exists()


@pytest.mark.usefixtures("started")
def test_a_scheduled_night_fires_and_publishes(service: Service, portal: Portal) -> None:
    service.schedule()
    run = service.until(service.last_run)
    service.until(lambda: service.last_run()["end_time"])
    assert run["auto_scheduled"]
    ended = service.last_run()
    assert ended["state"]["name"] == "Completed", ended["state"]["message"]
    assert ended["name"].startswith("nightly 20")
    assert service.urls() == {url for url in reports(portal) if LATER_PATH not in url}


@pytest.mark.usefixtures("started")
def test_a_worker_killed_in_the_middle_and_started_again_completes_the_next_night(
    service: Service, portal: Portal
) -> None:
    (service.sources.parent / f"{LATER}.yml").rename(service.sources / f"{LATER}.yml")
    before, published = service.last_run()["id"], service.urls()
    portal.delay = 0.2
    service.schedule()
    service.until(lambda: any((service.data / "archive" / LATER).glob("*.warc.gz")))
    holder = json.loads((service.data / "run.lock").read_text())["pid"]
    for process in (service.pid("worker"), holder):
        os.kill(process, signal.SIGKILL)
    portal.delay = 0.0
    killed = service.last_run()["id"]
    assert killed != before
    assert service.urls() == published

    again = service.up()
    assert again.returncode == 0, again.stderr
    assert "the Prefect server runs already" in again.stdout
    assert "it was killed" in again.stdout
    assert service.asked(f"flow_runs/{killed}")["state"]["name"] == "Crashed"

    service.schedule()
    service.until(lambda: service.last_run()["id"] != killed and service.last_run()["end_time"])
    assert service.last_run()["state"]["name"] == "Completed", service.last_run()["state"]["message"]
    assert service.urls() == reports(portal)


@pytest.mark.usefixtures("started")
def test_up_and_down_are_safe_to_repeat(service: Service) -> None:
    pids = service.pid("server"), service.pid("worker")
    again = service.up()
    assert again.returncode == 0, again.stderr
    assert f"the Prefect server runs already (process {pids[0]})" in again.stdout
    assert f"the worker runs already (process {pids[1]})" in again.stdout

    assert service.down().stdout == "ended: worker, server\n"
    with pytest.raises(OSError):
        service.asked("health")
    assert service.down().stdout == "nothing runs\n"
