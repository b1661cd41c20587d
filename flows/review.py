"""The review flow: what a replay would change, before anything is published."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from pydantic import Field

from flows.datadir import DataDirectory
from flows.extracting import extract_all
from flows.naming import run_name
from flows.progress import watching
from flows.runlock import alone
from flows.runs import begin
from flows.steps.archived import archive_knowledge, archived
from flows.steps.finish import reload_staged
from flows.summary import Summary
from flows.tables import show_columns
from flows.tasks import THREADS
from flows.where import Where
from warehouse.compare import Comparison, compare
from warehouse.query import latest_release

DIRECTORY = "review"
"""In the data directory: the staged sets, the warehouse and the differences of the last review."""


def _desk(data: DataDirectory) -> DataDirectory:
    """An empty place beside what stands, with the archive and every staged set of now: files are shared, not copied."""
    desk = DataDirectory(data.root / DIRECTORY)
    shutil.rmtree(desk.root, ignore_errors=True)
    desk.root.mkdir(parents=True)
    desk.archive.symlink_to(data.archive.resolve(), target_is_directory=True)
    shutil.copytree(data.staging, desk.staging, copy_function=os.link, ignore=shutil.ignore_patterns(".*"))
    return desk


@flow(name="review", flow_run_name=run_name, task_runner=THREADS)
def review(
    data: Path = Path("data"),
    sources: Path = Path("sources"),
    only: Sequence[str] = (),
    processes: Annotated[int | None, Field(ge=1)] = None,
    on: str | None = None,
    shared: str | None = None,
) -> State[Any]:
    """Do what `replay` does, apart, and say which facts and columns differ from the latest release. Publishes nothing.

    Every difference is in `review/facts.csv` and `review/reports.csv` of the data directory. Ends Completed, or
    Degraded where a WARC file could not be read; raises as `replay` does, and ReleaseError where there is no release.
    """
    directory, where = DataDirectory(data), Where(processes, on, shared)
    summary = Summary(begin("review"), anew=True)
    release = latest_release(directory.releases)
    with alone(directory), watching() as watch:
        knowledge = archive_knowledge(directory, sources)
        warcs = archived(directory, only)
        desk = _desk(directory)
        summary.warcs = list(
            extract_all(
                desk, [desk.archive / warc.relative_to(directory.archive) for warc in warcs], knowledge, watch, where
            )
        )
        reload_staged(desk.warehouse, desk.staging, knowledge)
        _tell(compare(release, desk.warehouse, desk.root), desk)
    if summary.failures:
        return Failed(name="Degraded", message="; ".join(summary.failures))
    return Completed()


def _tell(found: Comparison, desk: DataDirectory) -> None:
    show_columns("Facts", ("change", "old_indicator", "new_indicator", "changed", "facts", "rule"), found.facts)
    show_columns(
        "Examples",
        ("change", "old_indicator", "new_indicator", "quote", "old_value", "new_value", "sentence", "url"),
        found.examples,
    )
    show_columns("Reports", ("change", "stated", "reports", "old_example", "new_example"), found.reports)
    print(f"all of them: {desk.root}/facts.csv, {desk.root}/reports.csv; nothing was published")
