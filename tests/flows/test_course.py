"""The course of a run: its row from the first to the last, its log, its notices."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from extract.errors import HeldError, KnowledgeError, LoadError
from extract.records import RunRow
from flows.course import conducted, note_source, step
from flows.datadir import DataDirectory
from flows.runlock import hold
from flows.runs import begin
from flows.summary import SourceResult, Summary
from warehouse.runs import last_runs, staged_run

STOPPED = """
import sys, time
from pathlib import Path
from flows.course import conducted, note_source
from flows.datadir import DataDirectory
from flows.runs import begin
from flows.summary import SourceResult, Summary
data, summary = DataDirectory(Path(sys.argv[1])), Summary(begin("nightly"), due=["a", "b"])
with conducted(data, summary, lambda *_: None):
    note_source(data, summary, SourceResult("a", taken=3))
    print(summary.run.run_id, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    return DataDirectory(tmp_path)


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What is told to a webhook."""
    told: list[Any] = []

    class Post(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Post) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        monkeypatch.setenv("FAZHI_WEBHOOK_URL", f"http://127.0.0.1:{server.server_address[1]}/")
        yield told
        server.shutdown()


def run_once(
    data: DataDirectory, work: Callable[[Summary], None] = lambda _: None, command: str = "nightly"
) -> tuple[Summary, list[str]]:
    """A run that does this work; its summary, and in which states it was told."""
    summary, told = Summary(begin(command)), []
    with conducted(data, summary, lambda _, ended: told.append(ended.state)):
        work(summary)
    return summary, told


def events(data: DataDirectory, summary: Summary) -> list[dict[str, Any]]:
    text = (data.logs / f"{summary.run.run_id}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def row_of(data: DataDirectory, summary: Summary) -> RunRow:
    row = staged_run(data.staging, summary.run.run_id)
    assert row is not None
    return row


def test_a_run_has_its_row_while_it_goes_on_and_another_at_its_end(data: DataDirectory) -> None:
    between = []

    def work(summary: Summary) -> None:
        summary.due = ["a"]
        note_source(data, summary, SourceResult("a", taken=3, seconds=1.5))
        between.append(row_of(data, summary))
        with step(summary, "collect", data.archive, 1):
            pass

    summary, told = run_once(data, work)
    assert (between[0].state, json.loads(between[0].summary)["killed"]) == ("failed", True)
    said = json.loads(row_of(data, summary).summary)
    assert (row_of(data, summary).state, told) == ("ok", ["ok"])
    assert said["collect"][0]["seconds"] == 1.5
    assert "killed" not in said
    assert said["seconds"].keys() == {"collect"}
    assert [each["event"] for each in events(data, summary)] == [
        "run.began",
        "source.ended",
        "collect.ended",
        "run.ended",
    ]


@pytest.mark.parametrize("error", [LoadError("not loaded", "Make room."), RuntimeError("a bug")])
def test_what_ends_a_run_is_in_its_row_told_and_raised(data: DataDirectory, hook: list[Any], error: Exception) -> None:
    kept = []

    def work(summary: Summary) -> None:
        kept.append(summary)
        raise error

    with pytest.raises(type(error)):
        run_once(data, work)
    row = row_of(data, kept[0])
    assert row.state == "failed"
    assert str(error).splitlines()[0] in json.loads(row.summary)["error"]
    assert events(data, kept[0])[-1]["state"] == "failed"
    (told,) = hook
    assert (told["kind"], told["run_id"]) == ("failed", row.run_id)
    assert "nothing was published" in told["failures"][0]
    assert f"--retry {row.run_id}" in told["text"]


def test_a_degraded_run_is_told_with_remedies_and_a_good_one_is_not(data: DataDirectory, hook: list[Any]) -> None:
    run_once(data)
    assert hook == []
    run_once(data, lambda summary: summary.sources.append(SourceResult("a", error="no answer", remedy="Wait.")))
    (told,) = hook
    assert told["kind"] == "degraded"
    assert told["failures"] == ["a: no answer\n  Wait."]


def test_a_webhook_out_of_reach_is_told_and_fails_no_run(
    data: DataDirectory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAZHI_WEBHOOK_URL", "http://127.0.0.1:9/hidden")
    summary, told = run_once(data, lambda summary: summary.refused.append("a.pdf: unread"))
    assert told == ["degraded"]
    assert "notice.undelivered: webhook at 127.0.0.1" in capsys.readouterr().err
    assert events(data, summary)[-1]["event"] == "notice.undelivered"
    assert "hidden" not in (data.logs / f"{summary.run.run_id}.jsonl").read_text()


def test_wrong_notices_are_found_before_the_night(data: DataDirectory) -> None:
    data.notices.write_text("webhok: {}")
    with pytest.raises(KnowledgeError, match="webhok"):
        run_once(data)
    assert last_runs(data.staging, 5) == []


def test_a_run_beside_another_leaves_no_row_and_tells_nobody(data: DataDirectory, hook: list[Any]) -> None:
    with hold(data, begin("nightly")), pytest.raises(HeldError, match="is held by nightly run"):
        run_once(data)
    assert last_runs(data.staging, 5) == []
    assert hook == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_was_stopped_is_found_by_the_next(data: DataDirectory, number: int) -> None:
    command = [sys.executable, "-c", STOPPED, str(data.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ) as run:
        assert run.stdout is not None
        run_id = run.stdout.readline().strip()
        run.send_signal(number)
    summary, _ = run_once(data, command="ingest")
    row = staged_run(data.staging, run_id)
    assert row is not None
    assert row.state == "failed"
    said = json.loads(row.summary)
    assert said["killed"] is True
    assert said["collect"][0]["taken"] == 3
    assert said["due"] == ["a", "b"]
    assert {"event": "run.found_killed", "killed": run_id}.items() <= events(data, summary)[1].items()
    assert [each["event"] for each in events(data, run_once(data)[0])] == ["run.began", "run.ended"]
