"""The flow for history: listings walked to their ends, whatever is known of them, within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from prefect import flow
from prefect.client.schemas.objects import State
from pydantic import Field

from extract.collect.bounds import PAGES_MAX
from extract.collect.scope import Scope
from extract.collect.source import Source
from flows.collecting import Choice, collect_and_publish
from flows.datadir import DataDirectory
from flows.due import named
from flows.naming import run_name
from flows.summary import Summary
from flows.tasks import THREADS
from flows.words import YEARS, years_of


@flow(name="backfill", flow_run_name=run_name, task_runner=THREADS)
def backfill(
    data: Path = Path("data"),
    sources: Path = Path("sources"),
    only: Sequence[str] = (),
    years: Annotated[str | None, Field(pattern=YEARS)] = None,
    pages: Annotated[int, Field(ge=1)] = PAGES_MAX,
    requests: Annotated[int | None, Field(ge=1)] = None,
) -> State[Any]:
    """Walk listings to their ends, and fetch the reports that the archive does not have.

    `only` names sources; `years`, as 2012-2016 or 2014, those that the reports are of; of each listing `pages` are
    asked for at most, and no page more of a source after `requests`. What a bound leaves is told as an issue, and found
    by the next backfill. Known pages are not looked at again. Ends and raises as `collect_and_publish` does, UsageError
    for an unknown source or years that end before they begin.
    """
    scope = Scope("none", years_of(years) if years else None, pages, requests)

    def choose(_: DataDirectory, portals: Sequence[Source], __: Summary) -> Choice:
        return Choice([_to_its_end(source) for source in (named(portals, only) if only else portals)])

    return collect_and_publish(data, sources, "backfill", choose, scope)


def _to_its_end(source: Source) -> Source:
    return replace(source, cadence=replace(source.cadence, full_walk_days=0))
