"""The weekly flow: pages that nights missed are looked at again, so that none is older than its source's cadence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from extract.collect.scope import Scope
from extract.collect.source import Source
from flows.collecting import Choice, collect_and_publish
from flows.datadir import DataDirectory
from flows.due import named
from flows.naming import run_name
from flows.summary import Summary
from flows.tasks import THREADS


@flow(name="recheck", flow_run_name=run_name, task_runner=THREADS)
def recheck(
    data: Path = Path("data"), sources: Path = Path("sources"), only: Sequence[str] = (), everything: bool = False
) -> State[Any]:
    """Ask for every known page that had no turn within its source's `recheck_days`, and publish what has changed.

    Each night asks for a share of the known pages; this one makes up for nights that did not come and for portals that
    did not answer. `only` names sources, `everything` asks for all known pages. Listings are looked at as every night.
    Ends and raises as `collect_and_publish` does, UsageError for an unknown source.
    """

    def choose(_: DataDirectory, portals: Sequence[Source], __: Summary) -> Choice:
        return Choice(named(portals, only) if only else portals)

    return collect_and_publish(data, sources, "recheck", choose, Scope("all" if everything else "overdue"))
