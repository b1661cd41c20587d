"""The steps as Prefect tasks: a task a source, the load, the publication. Those of extraction are in `extracting`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from extract.collect.pace import HOSTS_AT_ONCE
from extract.collect.registry import Source
from extract.collect.scope import NIGHT, Scope
from flows.course import note_source
from flows.datadir import DataDirectory
from flows.progress import Watch
from flows.steps.collect import collect_source, record_failure
from flows.steps.finish import load_staged, publish_checked, reload_staged
from flows.summary import Summary

THREADS = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=HOSTS_AT_ONCE))
"""The task runner of every flow: a thread a host that is asked at once, since a source waits for its portal and asks
one page after the other. The cast mends Prefect's annotation, which refuses its own runners."""

collect = task(name="collect", task_run_name="collect {source.id}", cache_policy=NO_CACHE)(collect_source)
load = task(name="load", cache_policy=NO_CACHE)(load_staged)
reload = task(name="load", cache_policy=NO_CACHE)(reload_staged)
publish = task(name="publish", cache_policy=NO_CACHE)(publish_checked)


def _failure(future: PrefectFuture[Any]) -> BaseException | None:
    """Wait for a task: the error that ended it, or None."""
    outcome = future.result(raise_on_failure=False)
    return outcome if isinstance(outcome, BaseException) else None


def collect_all(
    data: DataDirectory, sources: Sequence[Source], summary: Summary, watch: Watch, scope: Scope = NIGHT
) -> None:
    """Collect every source at once, as far as `scope` goes. One that fails is recorded as an issue and stops no other.

    Each result goes to the summary and the run's row as it comes. Raises StageError where the row cannot be written.
    """
    futures = {collect.submit(data, source, summary.run, watch, scope): source for source in sources}
    for future in as_completed(list(futures)):
        failure = _failure(future)
        failed = record_failure(data, futures[future], summary.run, failure) if failure else None
        note_source(data, summary, failed or future.result())
