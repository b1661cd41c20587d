"""Progress for whoever watches: bars on a terminal, plain lines elsewhere, on stderr both."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Bar(Protocol):
    """One piece of work that is watched."""

    def advance(self, note: str = "") -> None:
        """One more is done; `note` says what."""

    def finish(self, result: str) -> None:
        """The work has ended, with this result."""


class Watch(Protocol):
    """Gives a bar to each piece of work. Bars may be used from several threads."""

    def start(self, label: str, total: int | None = None) -> Bar:
        """A new bar; without a `total` it shows only that something moves."""


class _PlainBar:
    def __init__(self, stream: TextIO, label: str) -> None:
        self._stream = stream
        self._label = label

    def advance(self, note: str = "") -> None:
        """Nothing: a log wants results, not steps."""

    def finish(self, result: str) -> None:
        self._stream.write(f"{self._label}: {result}\n")
        self._stream.flush()


class _Plain:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def start(self, label: str, total: int | None = None) -> Bar:  # noqa: ARG002 - a line needs no total
        return _PlainBar(self._stream, label)


class _RichBar:
    def __init__(self, progress: Progress, task: TaskID, label: str) -> None:
        self._progress = progress
        self._task = task
        self._label = label

    def advance(self, note: str = "") -> None:
        self._progress.update(self._task, advance=1, note=note)

    def finish(self, result: str) -> None:
        self._progress.remove_task(self._task)
        self._progress.console.print(f"{self._label}: {result}", highlight=False, markup=False)


class _Rich:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def start(self, label: str, total: int | None = None) -> Bar:
        return _RichBar(self._progress, self._progress.add_task(label, total=total, note=""), label)


@contextmanager
def watching(stream: TextIO | None = None) -> Iterator[Watch]:
    """Show progress on `stream` (stderr) while the block runs. A bar that is never finished goes without a word."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield _Plain(stream)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        yield _Rich(progress)
