"""The end of a run: its own row, the load, the checks, the release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extract.issues import Finding
from extract.records import Issue
from extract.report.divisions import with_former_names
from extract.report.taxonomy import load_indicators
from flows.course import step
from flows.datadir import DataDirectory
from flows.disk import load_need, publish_need
from flows.runs import Run
from flows.steps.knowledge import Knowledge
from flows.summary import Summary, run_row
from warehouse.database import require_free
from warehouse.load import LoadSummary, load
from warehouse.publish import publish
from warehouse.runs import stage_run

Load = Callable[[Path, Path, Knowledge], LoadSummary]
Publish = Callable[[DataDirectory, Run], tuple[str, list[str]]]


def _unextracted(summary: Summary) -> list[Issue]:
    """An issue for every WARC file that could not be extracted."""
    run = summary.run
    return [
        Finding("extract.failed", f"{warc.name}: {warc.error}", detail=warc.name).issue(
            run_id=run.run_id, seen_at=run.started_at, source_id=warc.name.partition("/")[0]
        )
        for warc in summary.warcs
        if warc.error
    ]


def load_staged(warehouse: Path, staging: Path, knowledge: Knowledge) -> LoadSummary:
    """Load every staged set that this warehouse file does not have yet. Raises LoadError or HeldError."""
    return load(
        warehouse,
        staging,
        indicators=load_indicators(),
        divisions=with_former_names(knowledge.divisions),
        corrections=knowledge.corrections,
    )


def reload_staged(warehouse: Path, staging: Path, knowledge: Knowledge) -> LoadSummary:
    """Load every staged set into a fresh warehouse file, then put it in the old one's place.

    Raises LoadError or HeldError: the old file stays.
    """
    require_free(warehouse)
    fresh = warehouse.with_name(f"anew.{warehouse.name}")
    _remove(fresh)
    summary = load_staged(fresh, staging, knowledge)
    # The old file's write-ahead log goes first: beside the new file it would be another's.
    _remove(warehouse)
    fresh.rename(warehouse)
    return summary


def _remove(warehouse: Path) -> None:
    for file in (warehouse.with_name(f"{warehouse.name}.wal"), warehouse):
        file.unlink(missing_ok=True)


def publish_checked(data: DataDirectory, run: Run) -> tuple[str, list[str]]:
    """Publish the warehouse; the release's id, and what its checks warn of.

    Raises ReleaseError where a check of severity error fails: the last release stays.
    """
    release = publish(data.warehouse, data.releases, run.run_id)
    failing = [check for check in release.checks if check.failing]
    return release.release_id, [f"{check.name}: {check.failing} rows. {check.remedy}" for check in failing]


def complete(data: DataDirectory, summary: Summary, knowledge: Knowledge, load: Load, publish: Publish) -> None:
    """Stage the run's row and issues, load, publish, and add both to the summary.

    Raises StageError, SpaceError, LoadError, HeldError or ReleaseError, whatever keeps the run from publishing.
    """
    stage_run(data.staging, run_row(summary), _unextracted(summary))
    with step(summary, "load", data.warehouse, load_need(data, anew=summary.anew)):
        summary.counts = load(data.warehouse, data.staging, knowledge).counts
    with step(summary, "publish", data.releases, publish_need(data)):
        summary.release, summary.warnings = publish(data, summary.run)
