"""The three platforms together: the demo portal, collected twice into one archive."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from demo.portal import Portal
from demo.sources import write_sources
from demo.truth import neighbours, truth
from extract.collect.archive import Archive
from extract.collect.portal import Collected, collect_portal
from extract.collect.registry import Source, load_sources
from extract.collect.source import Cadence

DIVISIONS = {"990000", "990102", "990121"}


def collect_all(sources: tuple[Source, ...], root: Path, run_id: str) -> list[Collected]:
    return [collect_portal(source, Archive(root), run_id) for source in sources]


def test_every_report_is_taken_once_and_no_neighbour(tmp_path: Path, run_id: str) -> None:
    with Portal() as portal:
        write_sources(tmp_path / "sources", portal.base_url)
        sources = load_sources(tmp_path / "sources", DIVISIONS)
        first = collect_all(sources, tmp_path / "archive", f"{run_id}-a")
        asked = Counter(portal.requests)
        every_night = tuple(replace(source, cadence=Cadence(0, 0, 0)) for source in sources)
        again = collect_all(every_night, tmp_path / "archive", f"{run_id}-b")
    entries = [entry for collected in first for entry in collected.entries]
    taken = sorted(entry.url.removeprefix(portal.base_url) for entry in entries if entry.verdict == "report")
    assert taken == sorted(report.path for report in truth())
    refused = {entry.url.removeprefix(portal.base_url): entry.reason for entry in entries if entry.verdict != "report"}
    assert {path: refused[path] for path in refused if refused[path] != "gone"} == {
        neighbour.path: neighbour.kind for neighbour in neighbours()
    }
    assert [issue.code for collected in first for issue in collected.issues] == ["fetch.gone"]
    assert {asked[path] for path in ("/robots.txt", *taken)} == {1}
    assert sum(collected.new_bodies for collected in again) == 0
    assert sum(collected.revisits for collected in again) == sum(collected.new_bodies for collected in first)
