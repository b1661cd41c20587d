"""How soon a command starts: `fazhi sql` and `fazhi --help` beside `python -c "import duckdb"`, each a process."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.nation import write_nation
from bench.outcome import Outcome, at_most
from bench.ratio import ROUNDS, side_by_side
from bench.warehouse import load_staged, publish_as

REPORTS = 20
"""Of the release that is asked: its size is not what is measured."""

FAZHI = (sys.executable, "-m", "flows.cli")
LEAST = "import duckdb"


def _commands(data: Path) -> dict[str, tuple[str, ...]]:
    return {
        "python alone": (sys.executable, "-c", "pass"),
        LEAST: (sys.executable, "-c", LEAST),
        "fazhi --help": (*FAZHI, "--help"),
        "fazhi sql": (*FAZHI, "sql", "SELECT count(*) FROM report", "--data", str(data)),
    }


def _run(command: tuple[str, ...]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _worked() -> float:
    """Seconds that the processes which this one started have worked."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _publish(data: Path) -> None:
    staging, file = data / "staging", data / "warehouse" / "fazhi.duckdb"
    write_nation(staging, reports=REPORTS)
    load_staged(file, staging)
    publish_as(file, data / "releases", "first")


def run(rounds: int = ROUNDS) -> list[Outcome]:
    """Prints what each command takes, on the clock and of the processor."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place)
        _publish(data)
        commands = {name: partial(_run, command) for name, command in _commands(data).items()}
        worked = side_by_side(commands, rounds, _worked)
        passed = side_by_side(commands, rounds, time.perf_counter)
    print(f"start: median of {rounds} rounds; the time of {LEAST} holds that of python alone")
    for name in commands:
        print(
            f"  {name:<16}{1000 * passed.seconds(name):8.0f} ms on the clock"
            f"{1000 * worked.seconds(name):8.0f} ms of work{worked.ratio(name, LEAST):8.2f} times"
        )
    what = "start of {}"
    return [
        at_most(what.format(name), f'python -c "{LEAST}"', 3, worked.ratio(name, LEAST))
        for name in ("fazhi sql", "fazhi --help")
    ]


if __name__ == "__main__":
    run()
