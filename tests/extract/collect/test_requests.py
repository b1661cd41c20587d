"""What collecting costs portals, counted where it counts: at the demo's servers, one of each family of sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo.attached import attachment_path
from demo.content import Article, articles
from demo.families import FAMILIES
from demo.portal import Exchange, Portal
from demo.sources import DELAY_SECONDS, write_sources
from extract.collect.archive import Archive
from extract.collect.clock import utc_now
from extract.collect.portal import Collected, collect_portal
from extract.collect.registry import Source, load_sources
from extract.collect.source import Cadence

CADENCE = Cadence(days=1, full_walk_days=20, recheck_days=10)
REPORTS = tuple(each for each in articles() if each.kind == "report")
SHOWN = (*articles(), *(replace(each, id=each.id + 500_000) for each in REPORTS))
"""What each portal lists: 50 reports among other things."""

QUOTA = 5
RUN_ID = "20261121T190000Z"

GONE = {"hanweb": 1}
"""Pages that a family's portal lists and does not have: asked for again until that is certain."""

TO_ENTRIES = {"gkmlpt": 2, "hanweb_jpaas": 2, "lonsun": 2, "shanghai": 2}
"""Pages up to the first that has entries, where that is not the first."""


@dataclass
class Nights:
    """The portals and what each night asked of them, by family."""

    sources: dict[str, Source]
    log: dict[int, dict[str, list[Exchange]]]
    collected: dict[int, dict[str, Collected]]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    """Nights after the first crawl: the next one, one after a full walk is due. Each starts from the first crawl."""
    root = tmp_path_factory.mktemp("nights")
    with ExitStack() as stack:
        portals = {name: stack.enter_context(Portal(family=name, articles=SHOWN)) for name in FAMILIES}
        sources = {name: _source(root / "sources" / name, portal, name) for name, portal in portals.items()}
        seen = Nights(sources, {}, {})
        for night in (0, 1, 20):
            for portal in portals.values():
                portal.log.clear()
            seen.collected[night] = _collect(list(sources.values()), root / "archive", night)
            seen.log[night] = {name: list(portal.log) for name, portal in portals.items()}
        yield seen


def _source(directory: Path, portal: Portal, family: str) -> Source:
    write_sources(directory, portal.base_url, family)
    (source,) = load_sources(directory, {"990000"})
    return replace(source, id=family, cadence=CADENCE)


def _collect(sources: list[Source], root: Path, night: int) -> dict[str, Collected]:
    def collect(source: Source) -> Collected:
        run_id, ahead = f"{RUN_ID}-{night:04}", timedelta(days=night)
        return collect_portal(source, Archive(root), run_id, clock=lambda: utc_now() + ahead)

    with ThreadPoolExecutor(len(sources)) as threads:
        return dict(zip([source.id for source in sources], threads.map(collect, sources), strict=True))


def paths(exchanges: list[Exchange], status: int | None = None) -> list[str]:
    return [urlsplit(each.target).path for each in exchanges if status in (None, each.status)]


def files_of(family: str, shown: list[Article]) -> list[str]:
    """The paths of articles and of the documents that they attach."""
    pages = [(FAMILIES[family].path_of(each), each) for each in shown]
    return [
        file
        for path, each in pages
        for file in ([path, attachment_path(each, path)] if each.form == "docx" else [path])
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_first_crawl_asks_for_each_page_once(nights: Nights, family: str) -> None:
    targets = Counter(each.target for each in nights.log[0][family])
    assert set(targets.values()) == {1}
    assert set(files_of(family, [each for each in SHOWN if each.kind == "report"])) < set(paths(nights.log[0][family]))
    assert nights.collected[0][family].is_whole


@pytest.mark.parametrize("family", FAMILIES)
def test_a_quiet_night_asks_for_a_first_page_and_the_quota_and_nothing_else(nights: Nights, family: str) -> None:
    exchanges = nights.log[1][family]
    first = [each for each in nights.log[0][family] if each.status == 200][1 : TO_ENTRIES.get(family, 1) + 1][-1]
    longest_ago = sorted(
        (each for each in SHOWN if each.kind == "report"), key=lambda each: _asked(nights, family, each)
    )
    expected = [first.target, *files_of(family, longest_ago[:QUOTA])]
    robots, *others = exchanges
    assert (robots.target, robots.status) == ("/robots.txt", 200)
    assert sorted(each.target for each in others if each.status == 304) == sorted(expected)
    assert [each.status for each in others if each.status != 304] == [404] * GONE.get(family, 0)
    assert nights.collected[1][family].new_bodies == 0


def _asked(nights: Nights, family: str, article: Article) -> float:
    path = FAMILIES[family].path_of(article)
    return next(each.came for each in nights.log[0][family] if urlsplit(each.target).path == path)


@pytest.mark.parametrize("family", FAMILIES)
def test_when_its_time_has_come_a_listing_is_walked_to_its_end(nights: Nights, family: str) -> None:
    known = set(files_of(family, list(SHOWN)))
    walked = [
        [
            each.target
            for each in nights.log[night][family]
            if urlsplit(each.target).path not in known and each.status != 404
        ]
        for night in (0, 20)
    ]
    assert walked[1] == walked[0]
    assert nights.collected[20][family].is_whole
    assert {each.status for each in nights.log[20][family][1:]} <= {304, 404}
    again = nights.collected[20][family]
    assert len(again.entries) == len(nights.collected[0][family].entries)


@pytest.mark.parametrize("night", [0, 1, 20])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_portal_is_asked_by_one_at_a_time_and_given_its_pause(nights: Nights, family: str, night: int) -> None:
    exchanges = nights.log[night][family]
    assert max(each.at_once for each in exchanges) == 1
    assert all(later.came - earlier.answered >= DELAY_SECONDS for earlier, later in pairwise(exchanges))


def test_sources_that_share_a_host_share_its_turn_and_keep_the_longest_pause(tmp_path: Path) -> None:
    with Portal(delay=0.005) as portal:
        write_sources(tmp_path / "sources", portal.base_url)
        quick, *others = load_sources(tmp_path / "sources", {"990000", "990102", "990121"})
        slow = [replace(source, delay_seconds=2 * DELAY_SECONDS) for source in others]
        _collect([quick, *slow], tmp_path / "archive", 0)
        exchanges = portal.log
    assert len(exchanges) > len(REPORTS)
    assert paths(exchanges).count("/robots.txt") == 1
    assert max(each.at_once for each in exchanges) == 1
    assert all(later.came - earlier.answered >= DELAY_SECONDS for earlier, later in pairwise(exchanges))
    of_slow = [index for index, each in enumerate(exchanges) if not _is_of(each, "trs")]
    pauses = [exchanges[index + 1].came - exchanges[index].answered for index in of_slow if index + 1 < len(exchanges)]
    assert min(pauses) >= 2 * DELAY_SECONDS


def _is_of(exchange: Exchange, family: str) -> bool:
    folder = FAMILIES[family].listing.rpartition("/")[0]
    return exchange.target.startswith(folder) or exchange.target == "/robots.txt"
