"""The steps as Prefect tasks: a task a source, a WARC file, the load, the publication. Never a task a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from extract.collect.pace import HOSTS_AT_ONCE
from extract.collect.registry import Source
from flows.datadir import DataDirectory
from flows.failures import reason
from flows.progress import Watch
from flows.runs import Run
from flows.steps.collect import collect_source, record_failure
from flows.steps.extract import extract_warc, warc_name
from flows.steps.finish import load_staged, publish_checked, reload_staged
from flows.steps.knowledge import Knowledge
from flows.summary import SourceResult, WarcResult

THREADS = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=HOSTS_AT_ONCE))
"""The task runner of every flow: a thread a host that is asked at once, since a source waits for its portal and asks
one page after the other. Extracting holds the interpreter's lock, and gains nothing by so many. The cast mends
Prefect's annotation, which refuses its own runners."""

collect = task(name="collect", task_run_name="collect {source.id}", cache_policy=NO_CACHE)(collect_source)
extract = task(name="extract", task_run_name="extract {warc.parent.name}/{warc.name}", cache_policy=NO_CACHE)(
    extract_warc
)
load = task(name="load", cache_policy=NO_CACHE)(load_staged)
reload = task(name="load", cache_policy=NO_CACHE)(reload_staged)
publish = task(name="publish", cache_policy=NO_CACHE)(publish_checked)


def _failure(future: PrefectFuture[Any]) -> BaseException | None:
    """Wait for a task: the error that ended it, or None."""
    outcome = future.result(raise_on_failure=False)
    return outcome if isinstance(outcome, BaseException) else None


def collect_all(data: DataDirectory, sources: Sequence[Source], run: Run, watch: Watch) -> list[SourceResult]:
    """Collect every source at once. One that fails is recorded as an issue and stops no other."""
    futures = [(source, collect.submit(data, source, run, watch)) for source in sources]
    results = []
    for source, future in futures:
        failure = _failure(future)
        results.append(record_failure(data, source, run, failure) if failure else future.result())
    return results


def extract_all(data: DataDirectory, warcs: Sequence[Path], knowledge: Knowledge, watch: Watch) -> list[WarcResult]:
    """Extract every WARC file. One that fails stays unstaged, so that the next run tries it again."""
    futures = [(warc, extract.submit(data, warc, knowledge, watch)) for warc in warcs]
    results = []
    for warc, future in futures:
        failure = _failure(future)
        results.append(WarcResult(warc_name(warc), error=reason(failure)) if failure else future.result())
    return results
