"""`fazhi demo`: the first thing that a stranger runs."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from demo.truth import neighbours, truth
from extract.errors import UsageError
from flows.datadir import DataDirectory
from flows.demo import refuse_mixture
from warehouse.dictionary import GROUPS
from warehouse.query import reader

Fazhi = Callable[..., CompletedProcess[str]]

QUERIES = Path(__file__).parents[2] / "docs" / "queries.md"

EXAMPLES = dict(re.findall(r"(?ms)^### (.*?)$.*?```sql\n(.*?)```", QUERIES.read_text(encoding="utf-8")))
"""Title -> query."""

WITHOUT_ROWS = {"Cells with several values", "Values that don't agree", "What persons have corrected"}
"""The demo's reports state no value twice that differs, nor has anyone corrected them."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def first(fazhi: Fazhi, data: Path, tmp_path_factory: pytest.TempPathFactory) -> CompletedProcess[str]:
    """The demo with no Prefect server configured, as after a fresh clone."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return fazhi("demo", "--data", data, env=env | {"PREFECT_HOME": str(tmp_path_factory.mktemp("home"))})


def test_it_runs_without_a_server_and_says_what_it_found(first: CompletedProcess[str]) -> None:
    assert first.returncode == 0, first.stderr
    (total,) = [line for line in first.stdout.splitlines() if line.startswith("│ all")]
    found, loaded, refused = (int(cell) for cell in total.replace("│", " ").split()[1:])
    assert loaded == len(truth())
    assert found == loaded + refused
    assert refused > len(neighbours())


def test_every_refused_entry_is_listed_with_its_reason(first: CompletedProcess[str]) -> None:
    for neighbour in neighbours():
        assert neighbour.title in first.stdout
    assert "interpretation" in first.stdout
    assert "404" in first.stdout


def test_the_question_that_it_proposes_has_the_answers_of_the_pages(first: CompletedProcess[str], fazhi: Fazhi) -> None:
    (line,) = [line for line in first.stdout.splitlines() if " sql --data " in line]
    answer = json.loads(fazhi(*shlex.split(line)[1:], "--format", "json").stdout)
    stated = {
        (report.issuer, report.report_year, int(fact.value))
        for report in truth()
        for fact in report.facts
        if fact.indicator == "reconsideration.applications_received"
    }
    assert {(row["issuer"], row["report_year"], int(row["value"])) for row in answer} == stated


def test_a_second_demo_finds_the_same_pages_unchanged(
    first: CompletedProcess[str], fazhi: Fazhi, data: Path, prefect_env: dict[str, str]
) -> None:
    again = fazhi("demo", "--data", data, env=prefect_env)
    assert again.returncode == 0, again.stderr
    assert "no new response bodies, no changed rows" in again.stdout
    assert again.stdout.splitlines()[0] == first.stdout.splitlines()[0]


def test_it_does_not_mix_with_a_collection_of_real_portals(fazhi: Fazhi, tmp_path: Path) -> None:
    (tmp_path / "archive" / "real_portal").mkdir(parents=True)
    done = fazhi("demo", "--data", tmp_path)
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr
    assert "--data" in done.stderr


def test_a_demo_whose_port_is_taken_says_so(fazhi: Fazhi, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        (tmp_path / "demo").mkdir()
        (tmp_path / "demo" / "port").write_text(port)
        done = fazhi("demo", "--data", tmp_path)
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "--data DIR" in done.stderr


def test_real_portals_are_not_collected_beside_invented_figures(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    data.demo.mkdir()
    with pytest.raises(UsageError, match="invented figures"):
        refuse_mixture(data, Path("sources"))
    refuse_mixture(data, data.demo / "sources")


@pytest.mark.parametrize("title", EXAMPLES)
def test_every_example_of_the_documents_answers(first: CompletedProcess[str], data: Path, title: str) -> None:
    assert first.returncode == 0, first.stderr
    with reader(data / "releases") as connection:
        rows = connection.execute(EXAMPLES[title]).fetchall()
    assert bool(rows) is (title not in WITHOUT_ROWS)


def test_an_example_is_told_of_every_view_that_answers_a_question() -> None:
    asked = " ".join(EXAMPLES.values())
    unasked = {name for group in ("Quantities", "Assessment") for name in GROUPS[group] if name not in asked}
    assert unasked == set()
