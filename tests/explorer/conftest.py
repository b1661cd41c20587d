"""The demo's release, made once without Prefect, and the explorer that serves it on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests
from bs4 import BeautifulSoup

from demo.portal import Portal
from demo.sources import write_sources
from explorer.server import serving
from extract.collect.registry import load_source, source_files
from flows.datadir import DataDirectory
from flows.progress import watching
from flows.runs import begin
from flows.steps.collect import collect_source
from flows.steps.extract import extract_warc, pending_warcs
from flows.steps.finish import load_staged, publish_checked
from flows.steps.knowledge import known_divisions, load_knowledge
from warehouse.manifest import FILE
from warehouse.query import latest_release
from warehouse.releases import point_latest

DEMO = Path(__file__).parents[2] / "demo"

FEWER = "DELETE FROM place WHERE place_id NOT IN (SELECT place_id FROM place ORDER BY place_id LIMIT ?)"

SECONDS = 60
"""What a test waits for an answer at most."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running explorer."""

    address: str
    releases: Path

    def get(self, path: str, **options: Any) -> requests.Response:
        """The answer to a request; redirections are not followed."""
        return requests.get(self.address + path, timeout=SECONDS, allow_redirects=False, **options)

    def page(self, path: str) -> BeautifulSoup:
        """The page at a path. Fails where there is none."""
        got = self.get(path)
        assert got.status_code == 200, got.text
        return BeautifulSoup(got.text, "lxml")

    def answer(self, path: str) -> Any:
        """What the API answers at `/api` + path. Fails where it does not."""
        got = self.get(f"/api{path}")
        assert got.status_code == 200, got.text
        return got.json()["answer"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    """The data directory of a night of the demo portal. Its release is for all tests: none may change it."""
    data = DataDirectory(tmp_path_factory.mktemp("demo"))
    shutil.copyfile(DEMO / "divisions.tsv", data.root / "divisions.tsv")
    run, divisions = begin("nightly"), known_divisions(data)
    with Portal() as portal, watching() as watch:
        write_sources(data.root / "sources", portal.base_url)
        codes = {division.code for division in divisions}
        sources = [load_source(file, codes) for file in source_files(data.root / "sources")]
        knowledge = load_knowledge(divisions, sources, ())
        for source in sources:
            collect_source(data, source, run, watch)
        for warc in pending_warcs(data):
            extract_warc(data, warc, knowledge, watch)
    load_staged(data.warehouse, data.staging, knowledge)
    publish_checked(data, run)
    return data


@pytest.fixture(scope="session")
def shelve(demo: DataDirectory) -> Callable[..., Path]:
    """Put a release of few reports beside others and point `latest` there: `shelve(releases, "r1", reports=3)`.

    `change` is SQL that is run on it first. Its file is given, and may be damaged.
    """

    def put(releases: Path, release_id: str, reports: int = 25, change: str = "") -> Path:
        file = releases / release_id / FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(demo.warehouse, file)
        with duckdb.connect(file) as connection:
            connection.execute(FEWER, [reports])
            connection.execute(change or "SELECT 1")
        point_latest(releases, release_id)
        return file

    return put


@pytest.fixture(scope="session")
def site(demo: DataDirectory) -> Iterator[Site]:
    """The explorer over the demo's release."""
    with ExitStack() as stack:
        yield Site(stack.enter_context(serving(demo.releases)), demo.releases)


@pytest.fixture(scope="session")
def asked(
    demo: DataDirectory, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """What SQL gives on the demo's release: `asked(sql, parameter…)`. On a copy: a process opens a file only once."""
    copy = tmp_path_factory.mktemp("asked") / FILE
    shutil.copyfile(latest_release(demo.releases), copy)
    with duckdb.connect(copy, read_only=True) as connection:
        yield lambda sql, *parameters: connection.execute(sql, list(parameters)).fetchall()


@pytest.fixture(scope="session")
def other(shelve: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """The explorer over another release, with the words of `shelve`: `other(reports=…, change=…)`."""
    with ExitStack() as stack:

        def made(**words: Any) -> Site:
            releases = tmp_path_factory.mktemp("other")
            shelve(releases, "r1", **words)
            return Site(stack.enter_context(serving(releases)), releases)

        yield made
