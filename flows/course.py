"""The course of a run: what holds it, keeps its row, logs it, watches its disk, and tells of its end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from extract.errors import FazhiError, StageError
from flows.datadir import DataDirectory
from flows.deliver import deliver
from flows.disk import free_at, require
from flows.failures import reason
from flows.log import event, logging_to_file
from flows.notices import Notice, of_run
from flows.recipients import Mail, Webhook, recipients
from flows.retention import tidy
from flows.runlock import RunningError, hold
from flows.runs import Run
from flows.steps.extract import drop_outdated
from flows.summary import SourceResult, Summary, WarcResult, killed_row, run_row, unended_row
from warehouse.runs import has_ended, stage_run, staged_run

Tell = Callable[[DataDirectory, Summary], None]


@contextmanager
def conducted(data: DataDirectory, summary: Summary, tell: Tell, *, notify: bool = True) -> Iterator[None]:
    """Hold the data directory for a run, and keep its row from the first to the last.

    What ends the run early is written to its row, told, and raised again; `tell` is called in either case. With
    `notify` those whom the operator names are told of a run that is not ok. Raises RunningError beside a running run,
    KnowledgeError for a wrong notices.yml.
    """
    to = recipients(data) if notify else ()
    with logging_to_file(data, summary.run):
        try:
            with hold(data, summary.run) as left, _kept(data, summary, left):
                yield
        except RunningError as error:
            event("run.refused", is_bad=True, why=error.message)
            raise
        except Exception as error:
            _blame(summary, error)
            _close(data, summary, tell, to)
            raise
        _close(data, summary, tell, to)


@contextmanager
def step(summary: Summary, name: str, place: Path, needed: int) -> Iterator[None]:
    """Do a step of a run where the disk has room for it; how long it takes goes to the summary. Raises SpaceError."""
    require(place, name, needed)
    began = time.monotonic()
    yield
    summary.seconds[name] = round(time.monotonic() - began, 1)
    event(f"{name}.ended", seconds=summary.seconds[name], free=free_at(place))


def note_source(data: DataDirectory, summary: Summary, result: SourceResult) -> None:
    """A source has ended: to the summary, the run's row, and the log. Raises StageError."""
    summary.sources.append(result)
    stage_run(data.staging, unended_row(summary))
    event("source.ended", is_bad=bool(result.error), **asdict(result))


def note_warc(summary: Summary, result: WarcResult) -> None:
    """A WARC file has been read: to the summary and the log. That it was is told by its staged set."""
    summary.warcs.append(result)
    event("warc.ended", is_bad=bool(result.error), **(asdict(result) | {"unread": len(result.unread)}))


@contextmanager
def _kept(data: DataDirectory, summary: Summary, left: Run | None) -> Iterator[None]:
    """The run's row, from a first one that a kill would leave, to the last."""
    try:
        _begin(data, summary, left)
        yield
    except Exception as error:
        _blame(summary, error)
        _stage_end(data, summary)
        raise
    _stage_end(data, summary)


def _begin(data: DataDirectory, summary: Summary, left: Run | None) -> None:
    event("run.began", command=summary.run.command, free=free_at(data.root))
    drop_outdated(data)
    tidy(data)
    if left and not has_ended(data.staging, left.run_id):
        stage_run(data.staging, killed_row(left, staged_run(data.staging, left.run_id)), ended=True)
        event("run.found_killed", is_bad=True, killed=left.run_id)
    stage_run(data.staging, unended_row(summary))


def _blame(summary: Summary, error: Exception) -> None:
    summary.error = reason(error)
    summary.remedy = error.remedy if isinstance(error, FazhiError) else None


def _stage_end(data: DataDirectory, summary: Summary) -> None:
    try:
        stage_run(data.staging, run_row(summary), ended=True)
    except StageError as error:  # the run's own error, or its release, is what is to be told first
        _complain("row.unstaged", error.message)


def _close(data: DataDirectory, summary: Summary, tell: Tell, to: tuple[Webhook | Mail, ...]) -> None:
    event("run.ended", is_bad=summary.state != "ok", state=summary.state, release=summary.release, why=summary.error)
    tell(data, summary)
    notice = of_run(data, summary)
    if notice:
        send(notice, to)


def send(notice: Notice, to: tuple[Webhook | Mail, ...]) -> bool:
    """Deliver a notice; whether all have it. Who has not is told on stderr and in the log."""
    undelivered = deliver(notice, to)
    for why in undelivered:
        _complain("notice.undelivered", why)
    return not undelivered


def _complain(name: str, why: str) -> None:
    event(name, is_bad=True, why=why)
    print(f"{name}: {why}", file=sys.stderr)
