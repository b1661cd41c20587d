"""`fazhi status`, with and without a release."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from extract.records import RunRow
from flows.alarm import tell_late_night
from flows.course import conducted
from flows.datadir import DataDirectory
from flows.health import Health, health_of
from flows.runlock import hold
from flows.runs import Run
from flows.summary import SourceResult, Summary, run_row, unended_row
from flows.watchdog import OVERDUE, problems
from warehouse.runs import stage_run
from warehouse.status import Status

Fazhi = Callable[..., CompletedProcess[str]]

DOCS = Path(__file__).parents[2] / "docs" / "status.md"
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
"""09:00 in China."""
LAST = NOW - timedelta(hours=7)
PAGE = "溪砚县人民政府2016年度法治政府建设工作报告\n\n一、主要工作\n全年收到行政复议申请7件，受理6件。\n"


def summary(began: datetime = LAST, command: str = "nightly", **given: Any) -> Summary:
    return Summary(Run(f"{began:%Y%m%dT%H%M%SZ}-0001", command, began), **given)


def failed(began: datetime = LAST) -> RunRow:
    return run_row(summary(began, error="the disk is full\nreally"))


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ([run_row(summary())], []),
        ([run_row(summary(sources=[SourceResult("a", error="down")]))], []),
        ([], ["no night has ever run"]),
        ([run_row(summary(NOW, "ingest"))], ["no night has ever run"]),
        ([run_row(summary(NOW - OVERDUE))], []),
        ([run_row(summary(NOW - OVERDUE - timedelta(hours=5)))], ["began 31 hours ago"]),
        ([failed()], ["published nothing: the disk is full$"]),
        ([run_row(summary(NOW, "ingest")), failed()], ["published nothing"]),
        ([failed(NOW - timedelta(days=2))], ["began 48 hours ago", "published nothing"]),
        ([unended_row(summary())], ["published nothing: it was killed"]),
        ([failed(NOW + timedelta(days=2)), run_row(summary())], []),  # the clock was ahead
    ],
)
def test_what_a_person_should_look_at(runs: list[RunRow], said: list[str]) -> None:
    found = list(problems(runs, NOW, running=None, killed=None, free=2, needed=1))
    assert len(found) == len(said)
    assert all(re.search(part, each) for part, each in zip(said, found, strict=True))


def test_a_killed_run_and_a_full_disk_are_looked_at_too() -> None:
    runs = [unended_row(summary())]
    run_id = runs[0].run_id
    assert list(problems(runs, NOW, running=run_id, killed=None, free=1, needed=1)) == []
    assert [
        each.partition(":")[0]
        for each in problems([run_row(summary())], NOW, running=None, killed="x", free=1, needed=9)
    ] == [
        "run x was killed",
        "the disk has 1 B free, and a night may need 9 B",
    ]


@pytest.fixture
def first_failed(tmp_path: Path) -> DataDirectory:
    """A first night that published nothing."""
    data = DataDirectory(tmp_path / "data")
    with pytest.raises(RuntimeError), conducted(data, summary(datetime.now(UTC)), lambda *_: None, notify=False):
        raise RuntimeError("the portal moved")
    return data


def test_a_first_night_that_failed_is_seen_without_a_release(fazhi: Fazhi, first_failed: DataDirectory) -> None:
    done = fazhi("status", "--data", first_failed.root)
    assert done.returncode == 1, done.stderr
    assert "published nothing: RuntimeError" in done.stdout
    assert "there is no release" in done.stdout
    checked = fazhi("status", "--check", "--data", first_failed.root)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert checked.stdout.count("\n") == 1


def test_every_field_is_in_the_docs(first_failed: DataDirectory) -> None:
    stated = set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))
    health = health_of(first_failed, datetime.now(UTC))
    told = {field.name for field in (*fields(Health), *fields(Status))} | health.disk.keys() | health.runs[0].keys()
    assert told <= stated, told - stated


def test_the_run_under_way_is_told_with_its_progress(tmp_path: Path) -> None:
    data, run = DataDirectory(tmp_path), summary(datetime.now(UTC), due=["a", "b"], sources=[SourceResult("a")])
    with hold(data, run.run):
        stage_run(data.staging, unended_row(run))
        health = health_of(data, datetime.now(UTC))
    assert health.running is not None
    assert (health.running["sources_finished"], health.running["sources_due"]) == (1, 2)
    assert (health.runs[0]["state"], health.runs[0]["finished_at"]) == ("running", None)
    assert (health.problems, health.killed) == ((), None)


def test_a_killed_run_waits_for_the_next(tmp_path: Path) -> None:
    data, run = DataDirectory(tmp_path), summary(datetime.now(UTC))
    with pytest.raises(KeyboardInterrupt), hold(data, run.run):
        raise KeyboardInterrupt
    health = health_of(data, datetime.now(UTC))
    assert health.killed is not None
    assert health.killed["run_id"] == run.run.run_id
    assert any("was killed" in problem for problem in health.problems)


@pytest.fixture(scope="module")
def published(fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("published") / "data"
    page = data.parent / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    assert fazhi("ingest", page, "--data", data).returncode == 0
    return data


def test_programs_get_json(fazhi: Fazhi, published: Path) -> None:
    done = fazhi("status", "--json", "--data", published)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["schema"], said["release"]["counts"]["report"]) == (1, 1)
    assert [row["reports"] for row in said["release"]["growth"]] == [1]
    assert said["disk"]["releases"] > 0
    assert [row["is_latest"] for row in said["releases"]] == [True]
    assert said["no_release"] is None


def test_people_get_tables(fazhi: Fazhi, published: Path) -> None:
    done = fazhi("status", "--data", published)
    assert done.returncode == 0, done.stderr
    for title in ("Last runs", "Disk", "Releases", "Growth", "Issues", "Late"):
        assert title in done.stdout


def test_notify_alone_is_wrong_usage(fazhi: Fazhi, published: Path) -> None:
    assert fazhi("status", "--notify", "--data", published).returncode == 2


@pytest.fixture
def out_of_reach(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FAZHI_WEBHOOK_URL", "http://127.0.0.1:9/")
    yield


@pytest.mark.usefixtures("out_of_reach")
@pytest.mark.parametrize(("hours", "is_told"), [(7, False), (31, True)])
def test_a_night_that_did_not_come_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hours: int, is_told: bool
) -> None:
    data = DataDirectory(tmp_path)
    stage_run(data.staging, run_row(summary(NOW - timedelta(hours=hours))), ended=True)
    assert tell_late_night(data, NOW) is is_told
    assert ("notice.undelivered" in capsys.readouterr().err) is is_told
