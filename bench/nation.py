"""A synthetic nation: staged sets as a first crawl of all its portals and the nights after it would leave them.

    python -m bench.nation --into DIR --reports 30000               the history: ten years, all levels of divisions
    python -m bench.nation --into DIR --reports 300000 --copies 10  30,000 reports, nine times more under other names
    python -m bench.nation --into DIR --reports 30000 --night 1     the first night after it: DIR gets further sets

`warehouse.load.load(file, DIR, indicators=…, divisions=…)` takes them. Places are those of extract/data; every word and
figure is made up. The same seed and size give the same rows. 300,000 reports hold some 15 million facts; made one by
one they take half an hour on two cores, as copies (see nation_copies) a tenth of it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from random import Random

from bench.nation_copies import copy_nation
from bench.nation_issuers import Issuer, gazetteer, published
from bench.nation_prose import words
from bench.nation_report import write_text
from bench.nation_rows import Shot, address, page_of, rows, snapshot
from extract import EXTRACTOR_VERSION
from extract.records import Issue, ListingEntry, RunRow, SourceRow, stable_id
from warehouse.stage import Record, write_set

FIRST_CRAWL = datetime(2026, 5, 10, 18, tzinfo=UTC)
SECOND_CRAWL = datetime(2026, 8, 10, 18, tzinfo=UTC)
NIGHTS = datetime(2026, 11, 22, 18, tzinfo=UTC)

NIGHT_REPORTS = 3000
REVISITS, EDITS, REPOSTS = 3.0, 0.05, 0.03
"""Pages that a night fetches beside its new reports, as a part of their number: as before, edited, and reposts."""

MIRRORED, EDITED, REVISITED, WITHDRAWN = 0.06, 0.04, 0.3, 0.003
"""Shares of the first crawl's reports that stand on the portal above, too, and that the second crawl found edited,
as before, and gone."""

UNREAD, REFUSED = 0.05, 0.3
"""Listing entries that gave no report, and that were refused, a part of the reports."""

PROCESSES = 2

Pair = tuple[Issuer, int]


@dataclass(frozen=True, slots=True)
class Task:
    """The rows of one region and run: the pairs of issuer and year that are new, edited, reposted and as before."""

    run_id: str
    at: datetime
    region: str
    new: tuple[Pair, ...] = ()
    edited: tuple[Pair, ...] = ()
    reposted: tuple[Pair, ...] = ()
    revisited: tuple[Pair, ...] = ()


def write_nation(into: Path, *, reports: int, seed: int = 1, copies: int = 1) -> None:
    """Write the sets of the first crawl and of a second one, three months later, that found most pages as before.

    With `copies`, so many reports are made in all, of which all but a part are others under another name.
    """
    pairs = list(islice(published(seed), reports // copies))
    _write(into, seed, _tasks(FIRST_CRAWL, "first", new=pairs))
    again = [pair for pair in pairs if _fate(seed, pair) != "unseen"]
    _write(into, seed, _tasks(SECOND_CRAWL, "second", revisited=again))
    copy_nation(into, copies)


def write_night(into: Path, number: int, *, reports: int, seed: int = 1, night_reports: int = NIGHT_REPORTS) -> None:
    """Write the sets of a night (1 is the first): new reports; edits, reposts and revisits of a history of `reports`.

    Copies of the history are none of them.
    """
    begin = reports + (number - 1) * night_reports
    pairs = list(islice(published(seed), begin + night_reports))
    history, new = pairs[:reports], pairs[begin:]
    rng = Random(f"{seed} night {number}")
    seen_once = [pair for pair in history if _fate(seed, pair) == "unseen"]
    rng.shuffle(seen_once)
    sizes = [min(int(night_reports * share), len(seen_once) // 3) for share in (EDITS, REPOSTS, REVISITS)]
    drawn = iter(seen_once)
    edited, reposted, revisited = (list(islice(drawn, size)) for size in sizes)
    at = NIGHTS + timedelta(days=number)
    _write(into, seed, _tasks(at, f"n{number:03}", new=new, edited=edited, reposted=reposted, revisited=revisited))


def _fate(seed: int, pair: Pair) -> str:
    """What the second crawl found at a report's page."""
    draw = Random(f"{seed} {pair[0].name} {pair[1]} fate").random()
    for fate, share in (("edited", EDITED), ("gone", WITHDRAWN), ("as before", REVISITED)):
        if draw < share:
            return fate
        draw -= share
    return "unseen"


def _run_id(at: datetime, word: str) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}-{word}"


def _tasks(at: datetime, word: str, **pairs: list[Pair]) -> list[Task]:
    """One task a region, each kind of pairs sorted by issuer and year."""
    run_id = _run_id(at, word)
    by_region: dict[str, dict[str, list[Pair]]] = {}
    for kind, listed in pairs.items():
        for region, group in groupby(sorted(listed, key=_order), key=lambda pair: pair[0].region):
            by_region.setdefault(region, {})[kind] = list(group)
    return [
        Task(run_id, at, region, **{kind: tuple(group) for kind, group in kinds.items()})
        for region, kinds in sorted(by_region.items())
    ]


def _order(pair: Pair) -> tuple[str, str, str, int]:
    return pair[0].region, pair[0].portal, pair[0].name, pair[1]


def _write(into: Path, seed: int, tasks: list[Task]) -> None:
    """Write a run's sets: two a region, and the run itself."""
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        counts = dict(
            item for found in pool.imap_unordered(partial(_write_region, into, seed), tasks) for item in found
        )
    run_id, at = tasks[0].run_id, tasks[0].at
    collected = [
        {"source_id": name, "taken": taken, "refused": 0, "error": None, "not_due": None, "whole": at == FIRST_CRAWL}
        for name, taken in sorted(counts.items())
    ]
    summary = json.dumps({"collect": collected})
    row = RunRow(run_id, "nightly", "ok", at, at + timedelta(hours=6), EXTRACTOR_VERSION, summary)
    write_set(into, f"run/{run_id}", [row])


def _write_region(into: Path, seed: int, task: Task) -> list[tuple[str, int]]:
    """Write the sets of a region; returns how many entries each of its portals had."""
    places = list(_places(seed, task))
    write_set(into, f"extract/{task.region}/{task.run_id}", _read(seed, task, places))
    write_set(into, f"collect/{task.run_id}/{task.region}", _listed(seed, task, places))
    portals = sorted(portal for _, portal, _ in places)
    return [(f"portal_{portal}", len(list(group))) for portal, group in groupby(portals)]


Place = tuple[Pair, str, str]
"""A report, the portal where it stands, and what is to be told of it there."""


def _places(seed: int, task: Task) -> Iterator[Place]:
    for pair in task.new:
        issuer, year = pair
        yield pair, issuer.portal, "new"
        if issuer.above != issuer.portal and Random(f"{seed} {issuer.name} {year} mirror").random() < MIRRORED:
            yield pair, issuer.above, "new"
    for pair in task.edited:
        yield pair, pair[0].portal, "edited"
    for pair in task.reposted:
        yield pair, pair[0].region, "new"
    for pair in task.revisited:
        fate = _fate(seed, pair)
        yield pair, pair[0].portal, "as before" if fate == "unseen" else fate


def _read(seed: int, task: Task, places: Iterable[Place]) -> Iterator[Record]:
    """The set of what was read: snapshots, and the rows of pages that say something new."""
    for number, ((issuer, year), portal, fate) in enumerate(places):
        url, at = address(issuer, year, portal), task.at + timedelta(seconds=number)
        if fate == "gone":
            for days in (0, 3):
                yield snapshot(url, portal, Shot(task.run_id, at + timedelta(days), f"gone {days}"), status=404)
        elif fate == "as before":
            first = snapshot(url, portal, Shot(_run_id(FIRST_CRAWL, "first"), FIRST_CRAWL, "version 1"))
            yield snapshot(url, portal, Shot(task.run_id, at, "version 1"), refers_to=first.snapshot_id)
        else:
            version = 1 if fate == "new" else 2 + (task.at - SECOND_CRAWL).days
            shown = snapshot(url, portal, Shot(task.run_id, at, f"version {version}"))
            yield shown
            yield from rows(write_text(seed, issuer, year, version), page_of(seed, issuer, year), issuer, year, shown)


def _listed(seed: int, task: Task, places: Iterable[Place]) -> Iterator[Record]:
    """The set of what was collected: portals, their listings' entries, and issues of entries that gave no report."""
    rng = Random(f"{seed} {task.region} {task.run_id}")
    for portal in sorted({portal for _, portal, _ in places}):
        yield _source(portal)
    for (issuer, year), portal, _ in places:
        title = page_of(seed, issuer, year).title
        yield _entry(task, portal, address(issuer, year, portal), title, "report", "report")
        if rng.random() < UNREAD:
            url = address(issuer, year - 1, portal).replace(".html", "-old.html")
            yield _entry(task, portal, url, title.replace(str(year), str(year - 1)), "report", "report")
            yield _issue(task, portal, url, rng.choice(("fetch.gone", "fetch.failed", "page.scanned")))
        if rng.random() < REFUSED:
            url = address(issuer, year, portal).replace(".html", "-other.html")
            other = rng.choice(words().refused).format(issuer=issuer.name, year=year)
            yield _entry(task, portal, url, other, "refused", "other")


def _source(portal: str) -> SourceRow:
    division = gazetteer().division(portal)
    assert division is not None
    host = f"www.{portal}.nation.test"
    return SourceRow(
        source_id=f"portal_{portal}",
        publisher=gazetteer().official_name(division) + "人民政府",
        division_code=portal,
        platform=("trs", "hanweb", "gkmlpt", "jhtml")[int(portal) % 4],
        listing_urls=f"http://{host}/list/",
        allowed_hosts=host,
    )


def _entry(task: Task, portal: str, url: str, title: str, verdict: str, reason: str) -> ListingEntry:
    listing = f"http://www.{portal}.nation.test/list/"
    return ListingEntry(f"portal_{portal}", url, title, None, listing, verdict, reason, task.run_id, task.at)


def _issue(task: Task, portal: str, url: str, code: str) -> Issue:
    return Issue(
        issue_id=stable_id(code, url),
        code=code,
        severity="warning",
        source_id=f"portal_{portal}",
        url=url,
        report_id=None,
        message=f"{url} gave no report",
        remedy="Open the page and see.",
        run_id=task.run_id,
        seen_at=task.at,
    )


def main(given: list[str] | None = None) -> None:
    """Writes the history, or one night."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="the staging directory")
    parser.add_argument("--reports", type=int, default=3000, help="reports of the history (3000)")
    parser.add_argument("--copies", type=int, default=1, help="nations that the history is made of (1)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--night", type=int, metavar="N", help="write the N-th night after that history instead")
    parser.add_argument("--night-reports", type=int, default=NIGHT_REPORTS, help=f"new in a night ({NIGHT_REPORTS})")
    options = parser.parse_args(given)
    began = time.monotonic()
    if options.night is None:
        write_nation(options.into, reports=options.reports, seed=options.seed, copies=options.copies)
    else:
        sizes = {"reports": options.reports // options.copies, "night_reports": options.night_reports}
        write_night(options.into, options.night, seed=options.seed, **sizes)
    print(f"{options.into}: written in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
