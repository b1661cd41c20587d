"""The replay flow: everything right of the archive again, into a fresh warehouse that takes the old one's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from extract.collect.archive import Archive
from extract.collect.registry import Source, load_sources
from extract.errors import ArchiveError
from extract.records import Division
from flows.closing import finish
from flows.datadir import DataDirectory
from flows.progress import watching
from flows.runlock import hold
from flows.runs import begin
from flows.steps.finish import prepare
from flows.steps.knowledge import known_divisions, load_knowledge
from flows.summary import Summary
from flows.tasks import THREADS, extract_all, publish, reload


def _known_sources(data: DataDirectory, sources: Path, divisions: tuple[Division, ...]) -> list[Source]:
    """The sources that the pages may have come from: those given, and those of a demo in the same data directory."""
    codes = {division.code for division in divisions}
    directories = [directory for directory in (sources, data.demo / "sources") if any(directory.glob("*.yml"))]
    return [source for directory in directories for source in load_sources(directory, codes)]


@flow(name="replay", task_runner=THREADS)
def replay(data: Path = Path("data"), sources: Path = Path("sources")) -> State[Any]:
    """Extract every WARC file again, load all staged sets into a fresh warehouse, and publish it.

    Ends and raises as `nightly` does; ArchiveError where there is no WARC file. `sources` gives the context of pages.
    """
    directory, run = DataDirectory(data), begin("replay")
    summary = Summary(run, anew=True)
    with hold(directory, run) as killed, watching() as watch:
        divisions = known_divisions(directory)
        knowledge = load_knowledge(divisions, _known_sources(directory, sources, divisions))
        prepare(directory, killed)
        warcs = Archive(directory.archive).warc_files()
        if not warcs:
            raise ArchiveError(f"{directory.archive} holds no WARC file", "Run fazhi nightly or fazhi ingest first.")
        summary.warcs = extract_all(directory, warcs, knowledge, watch)
        return finish(directory, summary, knowledge, reload, publish)
