"""Extraction as Prefect tasks: a task a part of the archive, in this process or in others. Never a task a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.datadir import DataDirectory
from flows.failures import reason
from flows.progress import Watch
from flows.steps.elsewhere import extract_elsewhere
from flows.steps.extract import line, set_name
from flows.steps.knowledge import Knowledge
from flows.steps.partition import Part, extract_part, partition
from flows.steps.recipe import to_recipe
from flows.steps.store import Store
from flows.summary import WarcResult
from flows.where import HERE, Where

NAME = "extract {part.number} of {part.of}"

extract_near = task(name="extract", task_run_name=NAME, cache_policy=NO_CACHE)(extract_part)
extract_far = task(name="extract", task_run_name=NAME, cache_policy=NO_CACHE)(extract_elsewhere)


def extract_all(
    data: DataDirectory, warcs: Sequence[Path], knowledge: Knowledge, watch: Watch, where: Where = HERE
) -> Iterator[WarcResult]:
    """Extract every WARC file, part by part; the results as they come, in the order of the files.

    A file that fails stays unstaged, so that the next run tries it again. Raises UsageError where the cluster or the
    store cannot be had.
    """
    processes = where.count(warcs)
    parts = partition(warcs, processes)
    if processes == 1:
        # One after the other: reading holds the interpreter's lock, and threads would gain nothing.
        for part in parts:
            yield from extract_near(part, data, knowledge, watch)
        return
    for result in _far(data, parts, knowledge, where, processes):
        watch.start(f"extract {result.name}").finish(result.error or line(result))
        yield result


def _far(
    data: DataDirectory, parts: Sequence[Part], knowledge: Knowledge, where: Where, processes: int
) -> Iterator[WarcResult]:
    store = Store(where.shared) if where.shared else None
    if store:
        store.push_archive(data, _siblings(data, parts))
    given = {"root": data.root.resolve(), "recipe": to_recipe(knowledge), "shared": where.shared}
    with where.runner(processes) as runner:
        sent = [(part, runner.submit(extract_far, {"part": part, **given})) for part in parts]
        for part, future in sent:
            outcome = future.result(raise_on_failure=False)
            if isinstance(outcome, BaseException):  # the process was lost, or never came to be
                yield from (WarcResult(name, error=reason(outcome)) for name in part.names)
                continue
            if store:
                _bring(store, data, outcome)
            yield from outcome


def _siblings(data: DataDirectory, parts: Sequence[Part]) -> list[str]:
    """Every WARC file of the sources that the parts are of: pages refer to what other runs archived."""
    sources = {name.partition("/")[0] for part in parts for name in part.names}
    return [f"{source}/{warc.name}" for source in sorted(sources) for warc in data.archive.glob(f"{source}/*.warc.gz")]


def _bring(store: Store, data: DataDirectory, results: Sequence[WarcResult]) -> None:
    for result in results:
        if result.error is None:
            store.get_set(data, set_name(data.archive / result.name))
