"""A run that asks portals: sources read, those chosen collected, new WARC files extracted, loaded, published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect.client.schemas.objects import State

from extract.collect.corrections import load_corrections
from extract.collect.registry import Source, load_source, source_files
from extract.collect.scope import NIGHT, Scope
from extract.errors import SourceError
from flows.closing import finish, tell
from flows.course import conducted, note_source, note_warc, step
from flows.datadir import DataDirectory
from flows.demo import refuse_mixture
from flows.disk import collect_need, extract_need
from flows.extracting import extract_all
from flows.progress import watching
from flows.resume import RUNS_LOOKED_AT, walked_anew
from flows.runs import begin
from flows.steps.collect import record_wrong_file
from flows.steps.extract import pending_warcs
from flows.steps.knowledge import known_divisions, load_knowledge
from flows.summary import Summary
from flows.tasks import collect_all, load, publish
from warehouse.runs import last_runs


@dataclass(frozen=True, slots=True)
class Choice:
    """The sources that a run asks, and which of the WARC files that no run has read yet it reads."""

    sources: Sequence[Source]
    reads: Callable[[Path], bool] = lambda _: True


Choose = Callable[[DataDirectory, Sequence[Source], Summary], Choice]
"""Chooses among all sources, and may say in the summary why."""


def collect_and_publish(data: Path, sources: Path, command: str, choose: Choose, scope: Scope = NIGHT) -> State[Any]:
    """Run from the portals to a release; the final state of the flow, as `finish` gives it.

    Raises RunningError beside a running run, SourceError where there is no source file, UsageError where real portals
    would mix with the demo's, SpaceError where the disk is too full, LoadError and ReleaseError where nothing could be
    published, and whatever `choose` raises.
    """
    directory = DataDirectory(data)
    summary = Summary(begin(command))
    refuse_mixture(directory, sources)
    with conducted(directory, summary, tell), watching() as watch:
        divisions = known_divisions(directory)
        portals = read_sources(directory, sources, {division.code for division in divisions}, summary)
        knowledge = load_knowledge(divisions, portals, load_corrections(sources))
        choice = choose(directory, portals, summary)
        before = last_runs(directory.staging, RUNS_LOOKED_AT)
        summary.due = [source.id for source in choice.sources]
        with step(summary, "collect", directory.archive, collect_need(directory)):
            collect_all(directory, walked_anew(choice.sources, before), summary, watch, scope)
        warcs = [warc for warc in pending_warcs(directory) if choice.reads(warc)]
        with step(summary, "extract", directory.staging, extract_need(warcs)):
            for result in extract_all(directory, warcs, knowledge, watch):
                note_warc(summary, result)
        return finish(directory, summary, knowledge, load, publish)


def read_sources(data: DataDirectory, sources: Path, divisions: Collection[str], summary: Summary) -> list[Source]:
    """The sources of a directory. One whose file is wrong has failed, and stops no other.

    Raises SourceError where the directory is none, or holds no source; StageError.
    """
    portals = []
    for path in source_files(sources):
        try:
            portals.append(load_source(path, divisions))
        except SourceError as error:
            note_source(data, summary, record_wrong_file(data, path, summary.run, error))
    return portals
