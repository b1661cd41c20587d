"""`python -m bench.faults [WORD…]`: every fault, or those whose names hold a word, and a table of the outcomes."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

from bench.faults import cases, disk
from bench.faults.desk import Fault, Outcome, desk, outcome_of

FAULTS = (*cases.FAULTS, *disk.FAULTS)
HEADER = ("fault", "the night", "archive", "last release", "next night", "rows")


def chosen(words: Sequence[str]) -> list[Fault]:
    """The faults whose names hold one of the words; all of them without words."""
    return [fault for fault in FAULTS if not words or any(word in fault.name for word in words)]


def table(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as Markdown."""
    rows = [HEADER, tuple("---" for _ in HEADER), *(astuple(outcome)[:-1] for outcome in outcomes)]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)


def main(words: Sequence[str]) -> int:
    """0 where every fault came out well."""
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="faults-") as scratch, desk(Path(scratch)) as at:
        for fault in chosen(words):
            began = time.monotonic()
            outcomes.append(outcome_of(fault, at))
            verdict = "good" if outcomes[-1].is_good else "BAD"
            print(f"{fault.name}: {verdict} ({time.monotonic() - began:.0f} s)", file=sys.stderr, flush=True)
    print(table(outcomes))
    return 0 if all(outcome.is_good for outcome in outcomes) else 1


def _with_right_to_mount() -> None:
    """The small disk is mounted: whoever is not root becomes it in name spaces of their own."""
    unshare = shutil.which("unshare")
    if os.geteuid() and unshare:
        spaces = [unshare, "--user", "--map-root-user", "--mount"]
        os.execv(unshare, [*spaces, sys.executable, "-m", "bench.faults", *sys.argv[1:]])  # noqa: S606


if __name__ == "__main__":
    assert len(HEADER) == len(fields(Outcome)) - 1
    _with_right_to_mount()
    sys.exit(main(sys.argv[1:]))
