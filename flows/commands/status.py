"""`fazhi status`: last runs, what is late, disk, growth, issues by age; with --check only what is wrong."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from extract.errors import ReleaseError, UsageError
from flows.datadir import DataDirectory
from flows.disk import in_words
from flows.health import Health, health_of
from flows.runs import now
from flows.tables import show, show_columns

RUNS = ("run_id", "command", "state", "started_at", "seconds", "sources", "failed", "error")
ISSUES = ("severity", "code", "issues", "a_day_old", "a_week_old", "older", "since", "remedy", "example")
SOURCES = ("source_id", "publisher", "last_good_at", "cadence_state", "size_state", "entries", "entries_before")

LATE_SHOWN = 20
"""Divisions without their report. Of a nation a thousand are late in April: the view coverage has them all."""

FAILED_SHOWN = 3
"""Names of what failed in a run that fit into a line."""


def run(arguments: Namespace) -> int:
    """0; 1 where there is no release to read. With --check 0 where nobody needs to look, else 1.

    Raises UsageError for --notify without --check, ReleaseError where nothing was ever run.
    """
    if arguments.notify and not arguments.check:
        raise UsageError("--notify goes with --check", "fazhi status --check --notify")
    data = DataDirectory(arguments.data)
    health = health_of(data, now())
    if arguments.check:
        return _check(data, health, notify=arguments.notify, as_json=arguments.json)
    if not health.runs and health.release is None:
        raise ReleaseError(*(health.no_release or "").split("\n  ", 1))
    if arguments.json:
        _print_json(asdict(health))
    else:
        _show(health)
    return 0 if health.release else 1


def _check(data: DataDirectory, health: Health, *, notify: bool, as_json: bool) -> int:
    if as_json:
        _print_json({"schema": health.schema, "data": health.data, "at": health.at, "problems": health.problems})
    else:
        print("\n".join(health.problems) or "ok")
    if notify:
        from flows.alarm import tell_late_night  # noqa: PLC0415 - requests takes a fifth of a second

        tell_late_night(data, health.at)
    return 1 if health.problems else 0


def _print_json(said: Mapping[str, Any]) -> None:
    print(json.dumps(said, ensure_ascii=False, indent=1, default=_text))


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _show(health: Health) -> None:
    print("\n".join(f"look: {problem}" for problem in health.problems) or "nothing to look at")
    if health.running:
        done = f"{health.running['sources_finished']} of {health.running['sources_due']} sources"
        print(f"running: {health.running['command']} {health.running['run_id']}, {done}")
    if health.release:
        print(f"release {health.release.release_id}, made {health.release.created_at}")
        print(", ".join(f"{name} {count}" for name, count in health.release.counts.items()))
    else:
        print(f"no release: {health.no_release}")
    show_columns("Last runs", RUNS, [row | {"failed": _few(row["failed"])} for row in map(dict, health.runs)])
    show("Disk", ("what", "size"), [(name, in_words(size)) for name, size in health.disk.items()])
    releases = [(row["release_id"], row["made_at"], in_words(row["size"])) for row in health.releases]
    show("Releases", ("release", "made", "size"), releases)
    if health.release:
        status = health.release
        growth = [{**row, "archived": in_words(row["archived"])} for row in status.growth]
        show_columns("Growth", ("month", "runs", "answers", "archived", "reports"), growth)
        show_columns("Issues", ISSUES, status.issues)
        show_columns("Checks that warn", ("name", "failing", "remedy"), status.warnings)
        show_columns("Sources to look at", SOURCES, status.sources)
        show_columns("Late", ("division_code", "issuer", "level", "report_year", "reason"), status.missing[:LATE_SHOWN])
        if more := len(status.missing[LATE_SHOWN:]):
            print(f"and {more} more: they are the rows of the view coverage where is_published is false")


def _few(names: Sequence[str]) -> str:
    more = len(names) - FAILED_SHOWN
    return ", ".join(names[:FAILED_SHOWN]) + (f" and {more} more" if more > 0 else "")
