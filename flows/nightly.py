"""The nightly flow: collect every source that is due, extract every new WARC file, load, check and publish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from extract.collect.source import Source
from flows.collecting import Choice, collect_and_publish
from flows.datadir import DataDirectory
from flows.due import by_cadence, last_good_runs, named
from flows.naming import run_name
from flows.resume import RUNS_LOOKED_AT, resumed, retried
from flows.steps.extract import warc_name
from flows.summary import SourceResult, Summary
from flows.tasks import THREADS
from warehouse.runs import last_runs, staged_run


@flow(name="nightly", flow_run_name=run_name, task_runner=THREADS)
def nightly(
    data: Path = Path("data"),
    sources: Path = Path("sources"),
    only: Sequence[str] = (),
    retry: str | None = None,
    again: bool = False,
) -> State[Any]:
    """Collect what the portals list that are due, and publish a release with what is new.

    `only` names sources that are asked whether they are due or not, and no other; `retry` names a run of which only
    what failed is done again; `again` asks those of every night once more on the same day. A run of the same night that
    was killed or published nothing is gone on with. Ends Completed; or Degraded, a failed state, where a source or a
    WARC file failed and the rest was published. Raises as `collect_and_publish` does, and UsageError for an unknown
    source or run.
    """

    def choose(directory: DataDirectory, portals: Sequence[Source], summary: Summary) -> Choice:
        if retry:
            return _failed_in(retry, directory, portals, summary)
        return Choice(named(portals, only) if only else _due(directory, portals, summary, again=again))

    return collect_and_publish(data, sources, "nightly", choose)


def _failed_in(run_id: str, data: DataDirectory, portals: Sequence[Source], summary: Summary) -> Choice:
    """What a run left undone: its sources, and its WARC files."""
    left = retried(staged_run(data.staging, run_id), run_id)
    summary.retries = run_id
    runs = (run_id, summary.run.run_id)
    return Choice(
        [source for source in portals if source.id in left.unfinished],
        lambda warc: warc.name.startswith(runs) or warc_name(warc) in left.warcs,
    )


def _due(data: DataDirectory, portals: Sequence[Source], summary: Summary, *, again: bool) -> list[Source]:
    """The sources that are due, and that no run before this has finished tonight."""
    due, others = by_cadence(portals, last_good_runs(data.releases), summary.run.started_at, again=again)
    summary.sources += others
    left = resumed(last_runs(data.staging, RUNS_LOOKED_AT), summary.run)
    if left is None:
        return due
    why = f"not asked again: finished by {left.run_id}, with which this run goes on"
    summary.resumes, summary.kept = left.run_id, sorted(left.finished)
    summary.sources += [SourceResult(source.id, not_due=why) for source in due if source.id in left.finished]
    return [source for source in due if source.id not in left.finished]
