"""The nightly flow over the demo portal, in a real Prefect."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.request import Request, urlopen

import duckdb
import pytest

from demo.portal import Portal
from demo.truth import truth
from flows.collecting import read_sources
from flows.datadir import DataDirectory
from flows.runs import begin
from flows.summary import Summary
from warehouse.issues import staged_issues

Fazhi = Callable[..., CompletedProcess[str]]

DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"


def nightly(fazhi: Fazhi, data: Path, sources: Path, env: dict[str, str]) -> CompletedProcess[str]:
    data.mkdir(exist_ok=True)
    (data / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    return fazhi("nightly", "--data", data, "--sources", sources, env=env)


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(data / "releases" / "latest" / "fazhi.duckdb", read_only=True) as release:
        return release.execute(sql).fetchall()


def asked(env: dict[str, str], what: str, **body: object) -> Any:
    """A question to the Prefect server."""
    request = Request(  # noqa: S310 - loopback
        f"{env['PREFECT_API_URL']}/{what}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def last_flow_run(env: dict[str, str]) -> Any:
    return asked(env, "flow_runs/filter", sort="START_TIME_DESC", limit=1)[0]


@dataclass(frozen=True)
class Night:
    """A nightly run that nothing disturbed, and what it left."""

    done: CompletedProcess[str]
    data: Path
    flow_run: Any


@pytest.fixture(scope="module")
def night(fazhi: Fazhi, sources: Path, prefect_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Night:
    data = tmp_path_factory.mktemp("night") / "data"
    done = nightly(fazhi, data, sources, prefect_env)
    return Night(done, data, last_flow_run(prefect_env))


def test_every_report_of_the_portal_is_loaded_and_nothing_else(night: Night, portal: Portal) -> None:
    assert night.done.returncode == 0, night.done.stderr
    loaded = {url for (url,) in rows(night.data, "SELECT url FROM report")}
    assert loaded == {portal.base_url + report.path for report in truth()}


def test_the_numbers_are_those_of_the_pages(night: Night, portal: Portal) -> None:
    found = rows(
        night.data,
        "SELECT r.url, v.indicator, v.value FROM indicator_value v JOIN report r USING (report_id)"
        " WHERE v.indicator = 'reconsideration.applications_received'",
    )
    stated = {
        (portal.base_url + report.path, fact.indicator, fact.value)
        for report in truth()
        for fact in report.facts
        if fact.indicator == "reconsideration.applications_received"
    }
    assert stated
    assert set(found) == stated


def test_the_flow_ends_completed_with_few_tasks_and_an_artifact(night: Night, prefect_env: dict[str, str]) -> None:
    assert night.flow_run["state"]["name"] == "Completed"
    of_this_run = {"flow_runs": {"id": {"any_": [night.flow_run["id"]]}}}
    assert asked(prefect_env, "task_runs/count", **of_this_run) == 3 + 3 + 2
    (artifact,) = asked(prefect_env, "artifacts/filter", **of_this_run)
    assert artifact["key"] == "nightly-summary"
    assert "| demo_xiyan |" in artifact["data"]


def test_a_second_night_over_an_unchanged_portal_changes_nothing_and_says_so(
    night: Night, fazhi: Fazhi, sources: Path, prefect_env: dict[str, str], tmp_path: Path
) -> None:
    data = Path(shutil.copytree(night.data, tmp_path / "data", symlinks=True))
    versions = "SELECT report_id, version, valid_from, text_sha256 FROM report_version ORDER BY ALL"
    before = rows(data, versions)
    again = nightly(fazhi, data, sources, prefect_env)
    assert again.returncode == 0, again.stderr
    assert "no new response bodies, no changed rows" in again.stdout
    assert rows(data, versions) == before
    first, second = rows(data, "SELECT count(*), count(refers_to) FROM snapshot GROUP BY run_id ORDER BY run_id")
    assert first[1] == 0
    assert 0 < second[0] < first[0]
    assert second[1] == second[0]
    of_this_run = {"flow_runs": {"id": {"any_": [last_flow_run(prefect_env)["id"]]}}}
    (artifact,) = asked(prefect_env, "artifacts/filter", **of_this_run)
    assert "no new response bodies, no changed rows" in artifact["data"]


def test_a_portal_that_is_down_degrades_the_night_and_stops_no_other(
    fazhi: Fazhi, sources: Path, portal: Portal, prefect_env: dict[str, str], tmp_path: Path
) -> None:
    some = Path(shutil.copytree(sources, tmp_path / "sources"))
    (some / "demo_xiyan.yml").unlink()
    text = (some / "demo_linyan.yml").read_text(encoding="utf-8")
    (some / "down.yml").write_text(_moved(text, "127.0.0.1:9"), encoding="utf-8")
    (some / "demo_linyan.yml").unlink()

    done = nightly(fazhi, tmp_path / "data", some, prefect_env)

    assert done.returncode == 1
    assert "degraded" in done.stdout
    assert "down" in done.stdout
    assert last_flow_run(prefect_env)["state"]["name"] == "Degraded"
    told = rows(tmp_path / "data", "SELECT code FROM issue WHERE source_id = 'down' ORDER BY code")
    assert told == [("fetch.failed",), ("source.failed",)]
    assert rows(tmp_path / "data", "SELECT count(*) > 0 FROM report") == [(True,)]
    ((run_id, state),) = rows(tmp_path / "data", "SELECT run_id, state FROM run")
    assert state == "degraded"

    (some / "down.yml").write_text(_moved(text, portal.base_url.removeprefix("http://")), encoding="utf-8")
    before = Counter(portal.requests)
    retried = fazhi("nightly", "--data", tmp_path / "data", "--sources", some, "--retry", run_id, env=prefect_env)

    assert retried.returncode == 0, retried.stderr
    assert portal.requests != before
    ((said,),) = rows(tmp_path / "data", "SELECT summary FROM run WHERE state = 'ok'")
    assert (json.loads(said)["due"], json.loads(said)["retries"]) == (["down"], run_id)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--retry", "20200101T000000Z-0000"], "no run 20200101T000000Z-0000 is known"),
        (["--source", "demo_xian"], 'there is no source demo_xian (did you mean "demo_xiyan"?)'),
        (["--source", "demo_xiyan", "--retry", "x"], "not allowed with"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_starts(
    fazhi: Fazhi, sources: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(DIVISIONS, tmp_path / "data")
    done = fazhi("nightly", "--data", tmp_path / "data", "--sources", sources, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "data" / "staging").exists()


def test_a_wrong_source_file_fails_alone(sources: Path, tmp_path: Path) -> None:
    some = Path(shutil.copytree(sources, tmp_path / "sources"))
    (some / "broken.yml").write_text("id: broken\n", encoding="utf-8")
    data, summary = DataDirectory(tmp_path / "data"), Summary(begin("nightly"))
    portals = read_sources(data, some, {"990000", "990102", "990121"}, summary)
    assert [portal.id for portal in portals] == ["demo_linyan", "demo_qingli", "demo_xiyan"]
    (failed,) = summary.sources
    assert (failed.source_id, summary.state) == ("broken", "degraded")
    assert "broken.yml" in (failed.error or "")
    (issue,) = staged_issues(data.staging, [summary.run.run_id])
    assert (issue.code, issue.source_id) == ("source.wrong_file", "broken")


def _moved(source: str, host: str) -> str:
    """A source's YAML for a portal at another host, under the id `down`."""
    lines = []
    for line in source.splitlines():
        key, _, value = line.partition("127.0.0.1:")
        tail = value.lstrip("0123456789")
        lines.append(f"{key}{host}{tail}" if value else line)
    return "\n".join(["id: down", *(line for line in lines if not line.startswith("id:"))])


def test_a_prefect_server_that_is_down_is_named(fazhi: Fazhi, prefect_env: dict[str, str], tmp_path: Path) -> None:
    env = prefect_env | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = fazhi("nightly", "--data", tmp_path, env=env)
    assert done.returncode == 1
    assert "http://127.0.0.1:9/api" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_source_file_is_named_and_nothing_is_fetched(
    fazhi: Fazhi, prefect_env: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "odd.yml").write_text("id: odd\nplatfrom: hanweb\n")
    done = nightly(fazhi, tmp_path / "data", tmp_path / "sources", prefect_env)
    assert done.returncode == 1
    assert "odd.yml" in done.stderr
    assert "platform" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data" / "archive").exists()


CONTENT = (
    "SELECT * EXCLUDE (snapshot_id, body_snapshot_id, first_seen_at, last_seen_at) FROM report ORDER BY ALL",
    "SELECT * FROM section ORDER BY ALL",
    "SELECT * FROM fact ORDER BY ALL",
    "SELECT * FROM citation ORDER BY ALL",
    "SELECT * FROM table_cell ORDER BY ALL",
)


def test_a_replay_ends_with_the_same_rows(
    night: Night, fazhi: Fazhi, sources: Path, prefect_env: dict[str, str], tmp_path: Path
) -> None:
    data = Path(shutil.copytree(night.data, tmp_path / "data", symlinks=True))
    shutil.rmtree(data / "warehouse")
    shutil.rmtree(data / "staging" / "extract")
    done = fazhi("replay", "--data", data, "--sources", sources, env=prefect_env)
    assert done.returncode == 0, done.stderr
    for query in CONTENT:
        assert rows(data, query) == rows(night.data, query)
