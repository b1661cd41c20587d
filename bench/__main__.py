"""`python -m bench [--write] [NAME [NUMBER…]]…`: benchmarks by name, each with its sizes; without names those of speed.

With --write, what they came to goes to bench/results.md.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from typing import TextIO

from bench.machine import load
from bench.outcome import Outcome
from bench.results import Section, write

SPEED = ("document", "facts", "links", "growth", "start", "memory", "replay")
OTHERS = ("cluster", "crawl", "extractors", "flows", "quantities", "warehouse")
"""Those that take long, and those of quality."""

ALL = SPEED + OTHERS

WRITE = "--write"


class _Both(StringIO):
    """Keeps what is printed, and shows it."""

    def __init__(self, shown: TextIO) -> None:
        super().__init__()
        self._shown = shown

    def write(self, text: str) -> int:
        self._shown.write(text)
        self._shown.flush()
        return super().write(text)


def _asked(words: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Names with the numbers behind them. Raises ValueError for any other word."""
    asked: list[tuple[str, list[int]]] = []
    for word in words:
        if word in ALL:
            asked.append((word, []))
        elif asked and word.isdecimal():
            asked[-1][1].append(int(word))
        else:
            raise ValueError(word)
    return asked


def _run(name: str, sizes: list[int], *, keep: bool) -> None:
    printed, busy = _Both(sys.stdout), load()
    with redirect_stdout(printed):
        outcomes: list[Outcome] = import_module(f"bench.{name}").run(*sizes) or []
    for outcome in outcomes:
        print(outcome.row(name))
    if keep:
        command = " ".join(["python -m bench", name, *map(str, sizes)])
        write(Section(name, command, busy, printed.getvalue(), outcomes), ALL)


def main(words: Sequence[str]) -> int:
    """0; exit status 2 for a name that there is not."""
    try:
        asked = _asked([word for word in words if word != WRITE]) or [(name, []) for name in SPEED]
    except ValueError as error:
        print(f"{error}: no benchmark is named so; there are {', '.join(ALL)}", file=sys.stderr)
        return 2
    for name, sizes in asked:
        _run(name, sizes, keep=WRITE in words)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
