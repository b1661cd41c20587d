"""The nightly flow: collect every source, extract every new WARC file, load, check and publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from extract.collect.registry import load_sources
from flows.closing import finish
from flows.datadir import DataDirectory
from flows.demo import refuse_mixture
from flows.due import by_cadence, last_good_runs
from flows.progress import watching
from flows.runlock import hold
from flows.runs import begin
from flows.steps.extract import pending_warcs
from flows.steps.finish import prepare
from flows.steps.knowledge import known_divisions, load_knowledge
from flows.summary import Summary
from flows.tasks import THREADS, collect_all, extract_all, load, publish


@flow(name="nightly", task_runner=THREADS)
def nightly(data: Path = Path("data"), sources: Path = Path("sources")) -> State[Any]:
    """Collect what the portals list that are due, and publish a release with what is new.

    Ends Completed; or Degraded, a failed state, where a source or a WARC file failed and the rest was published.
    Raises HeldError beside a running run, SourceError for a wrong source file, LoadError and ReleaseError where
    nothing could be published.
    """
    directory, run = DataDirectory(data), begin("nightly")
    summary = Summary(run)
    refuse_mixture(directory, sources)
    with hold(directory, run) as killed, watching() as watch:
        divisions = known_divisions(directory)
        portals = load_sources(sources, {division.code for division in divisions})
        knowledge = load_knowledge(divisions, portals)
        prepare(directory, killed)
        due, summary.sources = by_cadence(portals, last_good_runs(directory.releases), run.started_at)
        summary.sources += collect_all(directory, due, run, watch)
        summary.warcs = extract_all(directory, pending_warcs(directory), knowledge, watch)
        return finish(directory, summary, knowledge, load, publish)
