"""The replay flow: everything right of the archive again, into a fresh warehouse that takes the old one's place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from prefect import flow
from prefect.client.schemas.objects import State
from pydantic import Field

from flows.closing import finish, tell
from flows.course import conducted, note_warc, step
from flows.datadir import DataDirectory
from flows.disk import extract_need
from flows.extracting import extract_all
from flows.naming import run_name
from flows.progress import watching
from flows.runs import begin
from flows.steps.archived import archive_knowledge, archived
from flows.steps.recipe import to_recipe
from flows.steps.replayed import Replayed
from flows.summary import Summary
from flows.tasks import THREADS, publish, reload
from flows.where import Where


@flow(name="replay", flow_run_name=run_name, task_runner=THREADS)
def replay(
    data: Path = Path("data"),
    sources: Path = Path("sources"),
    only: Sequence[str] = (),
    processes: Annotated[int | None, Field(ge=1)] = None,
    on: str | None = None,
    shared: str | None = None,
) -> State[Any]:
    """Extract every WARC file again, load all staged sets into a fresh warehouse, and publish it.

    `only` names sources: the sets of the others stay as they are. `processes`, `on` and `shared` say where the files
    are read, see `Where`; the rows are the same wherever. `sources` gives the context of pages. A replay that was
    killed goes on where it stood, if the extractor is still the same. Ends and raises as `nightly` does, and as
    `archived`.
    """
    directory, where = DataDirectory(data), Where(processes, on, shared)
    summary = Summary(begin("replay"), anew=True)
    with conducted(directory, summary, tell), watching() as watch:
        knowledge = archive_knowledge(directory, sources)
        warcs = archived(directory, only)
        with Replayed(directory.staging, only, to_recipe(knowledge)) as replayed:
            left = replayed.left(warcs)
            with step(summary, "extract", directory.staging, extract_need(left)):
                for result in extract_all(directory, left, knowledge, watch, where):
                    replayed.add(result)
                    note_warc(summary, result)
            return finish(directory, summary, knowledge, reload, publish)
