"""Notices: what a person is told of a run that failed, or of a night that did not come. A good run tells nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.datadir import DataDirectory
from flows.render import complaints, difference
from flows.summary import Summary

FAILURES_TOLD = 20
"""What fits a screen. The rest stands in the run's artifact and in the table issue."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told, in words that stand alone."""

    kind: str
    """`degraded` or `failed` (a run), or `overdue` (a night that did not come)."""
    run_id: str | None
    subject: str
    """One line that says it."""
    failures: tuple[str, ...]
    """What failed, each with its remedy on a second line."""
    changes: str
    """What readers find changed."""
    look: tuple[str, ...]
    """Where to look: commands and files."""

    @property
    def text(self) -> str:
        """All of it, for a letter."""
        shown = [f"- {failure}" for failure in self.failures[:FAILURES_TOLD]]
        if more := len(self.failures) - len(shown):
            shown.append(f"- and {more} more")
        places = [f"  {place}" for place in self.look]
        return "\n".join([self.subject, "", *shown, "", self.changes, "", "Where to look:", *places, ""])


def of_run(data: DataDirectory, summary: Summary) -> Notice | None:
    """What is told of a run; nothing where it is ok."""
    if summary.state == "ok":
        return None
    run, told = summary.run, complaints(summary)
    published = f"Published: release {summary.release}, {difference(summary)}."
    return Notice(
        kind=summary.state,
        run_id=run.run_id,
        subject=f"{run.command} {run.run_id} {summary.state}: {told[0].splitlines()[0]}",
        failures=tuple(told),
        changes=published if summary.release else "Nothing was published: readers have the release before.",
        look=(*_commands(data), f"{data.logs.resolve() / run.run_id}.jsonl", *_retry(data, summary)),
    )


def of_late_night(data: DataDirectory, since: datetime | None, why: str) -> Notice:
    """What is told of a night that did not come; `since` is when the last run began."""
    last = f"the last run began {since:%Y-%m-%d %H:%M} UTC" if since else "there has been no run"
    return Notice(
        kind="overdue",
        run_id=None,
        subject=f"no night: {last}",
        failures=(why,),
        changes="Nothing was published since: readers have the release before.",
        look=_commands(data),
    )


def _commands(data: DataDirectory) -> tuple[str, ...]:
    return (f"fazhi status --data {data.root.resolve()}",)


def _retry(data: DataDirectory, summary: Summary) -> tuple[str, ...]:
    run = summary.run
    can_retry = run.command == "nightly"
    return (f"fazhi nightly --data {data.root.resolve()} --retry {run.run_id}",) if can_retry else ()
