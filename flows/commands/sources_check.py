"""`fazhi sources check`: each listing asked once, politely: is it alive?"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from extract.collect.health import ALIVE, Health, check_source
from extract.collect.pace import HOSTS_AT_ONCE
from extract.collect.registry import load_sources
from extract.collect.source import Source
from extract.errors import UsageError
from extract.knowledge import nearest
from flows.datadir import DataDirectory
from flows.progress import watching
from flows.runs import begin
from flows.steps.knowledge import known_divisions
from flows.tables import show

HEADER = ("source", "listing", "state", "entries", "reports", "newest", "evidence")


def run(arguments: Namespace) -> int:
    """0 where every listing is alive, else 1; a wrong source file or an unknown id is an error."""
    divisions = {division.code for division in known_divisions(DataDirectory(arguments.data))}
    healths = _checked(_chosen(load_sources(arguments.sources, divisions), arguments.ids))
    if arguments.json:
        print(json.dumps([asdict(health) for health in healths], ensure_ascii=False, indent=2, default=str))
    else:
        show("Listings", HEADER, map(_row, healths))
    return 0 if all(health.state == ALIVE for health in healths) else 1


def _chosen(sources: Sequence[Source], ids: Sequence[str]) -> list[Source]:
    """The sources of these ids, all where none is given. Raises UsageError for an id that no source has."""
    known = {source.id: source for source in sources}
    for each in ids:
        if each not in known:
            raise UsageError(f'there is no source "{each}"{nearest(each, known)}', "fazhi sources list names them.")
    return [known[each] for each in ids or known]


def _checked(sources: Sequence[Source]) -> list[Health]:
    """Every source asked, several at once; a host is asked by one at a time."""
    run_id = begin("check").run_id
    pool = ThreadPoolExecutor(HOSTS_AT_ONCE)
    with watching() as watch:
        bar = watch.start("check", len(sources))
        try:
            healths = []
            for source, found in zip(sources, pool.map(lambda each: check_source(each, run_id), sources), strict=True):
                bar.advance(source.id)
                healths += found
        finally:
            pool.shutdown(cancel_futures=True)
        bar.finish(f"{sum(health.state == ALIVE for health in healths)} of {len(healths)} listings are alive")
    return healths


def _row(health: Health) -> tuple[object, ...]:
    counts = (health.entries, health.reports, health.newest) if health.evidence else (None, None, None)
    return health.source_id, health.listing_url, health.state, *counts, _told(health)


def _told(health: Health) -> str:
    """Why, where it moved to, and what was answered, a line each."""
    told = [health.why, f"now {health.moved_to}" if health.moved_to else ""]
    if answered := health.evidence:
        words = f": {answered.words}" if health.state != ALIVE else ""
        told.append(f'{answered.status}, {answered.size} bytes, "{answered.title}"{words}')
    return "\n".join(filter(None, told))
