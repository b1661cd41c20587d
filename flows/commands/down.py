"""`fazhi down`: ends what `fazhi up` started."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from flows.runlock import holder_of
from flows.service.daemon import Daemon

ORDER = ("worker", "server")
"""The worker tells the server what becomes of its run."""


def run(arguments: Namespace) -> int:
    """0; where nothing runs, that is said, and so is a run that goes on. Raises ServiceError where a process stays."""
    data = DataDirectory(arguments.data.resolve())
    ended = stop(data)
    print(f"ended: {', '.join(ended)}" if ended else "nothing runs")
    holder, is_under_way = holder_of(data)
    if holder and is_under_way:
        run = holder.run
        print(f"{run.command} run {run.run_id} goes on: a command, or a run whose worker was killed. kill {holder.pid}")
    return 0


def stop(data: DataDirectory) -> list[str]:
    """End the worker, with the run that it is at, and the server; the names of those that ran."""
    return [name for name in ORDER if Daemon(name, data.service).stop()]
