"""Four nights of two demo portals: what came, changed, was reposted, went and returned is told as it happened, whatever
the order of loading, and the same after a replay."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest

from demo.content import articles
from demo.families import FAMILIES
from demo.site import Site
from extract.collect.archive import Archive
from extract.collect.folder import EVIDENCE
from extract.records import SourceRow
from extract.report.divisions import load_divisions
from extract.report.taxonomy import load_indicators
from flows.datadir import DataDirectory
from flows.progress import watching
from flows.steps.extract import extract_warc
from flows.steps.knowledge import Knowledge, load_knowledge
from warehouse.load import load
from warehouse.publish import publish
from warehouse.sets import set_names
from warehouse.stage import write_set

FIRST = datetime(2024, 4, 20, 18, tzinfo=UTC)
FAMILY = "trs"
OWN, OTHER = "http://xiyan.test", "http://xiuchuan.test"
HTML = [("Content-Type", "text/html; charset=utf-8")]
DIVISIONS = Path(__file__).resolve().parents[2] / "demo" / "divisions.tsv"

KEPT, EDITED, LATE, LOST, BACK = 4137, 4430, 4106, 4268, 4251
"""Articles of the county's portal: one that stays as it is, one that is edited in the second night and that another
portal then reposts as it was, one that comes in the third, one that goes in the third, one that is away for two."""

SOURCES = {
    "xiyan": SourceRow("xiyan", "溪砚县人民政府", "990121", FAMILY, f"{OWN}/index.html", "xiyan.test"),
    "xiuchuan": SourceRow("xiuchuan", "岫川市人民政府", "990100", FAMILY, f"{OTHER}/index.html", "xiuchuan.test"),
}

Change = Callable[[str], str]


@dataclass(frozen=True)
class Seen:
    """What a portal answers for an article: its page, changed or not; or, with status 404, that it is not there."""

    base: str
    article: int
    status: int = 200
    change: Change = str  # as it was


def corrected(text: str) -> str:
    """Another number in a sentence that all the demo's town reports have."""
    assert "件" in text
    number = next(n for n in range(2, 900) if f"{n}件" in text)
    return text.replace(f"{number}件", f"{number + 1000}件", 1)


NIGHTS: tuple[tuple[Seen, ...], ...] = (
    (Seen(OWN, KEPT), Seen(OWN, EDITED), Seen(OWN, LOST), Seen(OWN, BACK)),
    (Seen(OWN, KEPT), Seen(OWN, EDITED, change=corrected), Seen(OWN, BACK, 404), Seen(OTHER, EDITED)),
    (Seen(OWN, KEPT), Seen(OWN, LATE), Seen(OWN, LOST, 404), Seen(OWN, BACK, 404)),
    (Seen(OWN, KEPT), Seen(OWN, LOST, 404), Seen(OWN, BACK)),
)

EVENTS = [
    (BACK, "published", 0),
    (BACK, "returned", 3),
    (BACK, "withdrawn", 1),
    (EDITED, "edited", 1),
    (EDITED, "mirrored", 1),
    (EDITED, "published", 0),
    (KEPT, "published", 0),
    (LATE, "published", 2),
    (LOST, "published", 0),
    (LOST, "withdrawn", 2),
]
"""Each with the night in which a run saw it first."""

DELTAS = [
    None,
    {(EDITED, "changed")},
    {(LATE, "added"), (BACK, "withdrawn")},
    {(LOST, "withdrawn"), (BACK, "returned")},
]
"""Of the release of each night against the one before."""

RELATIONS = {
    "report": "* EXCLUDE (snapshot_id, body_snapshot_id)",
    "report_version": "*",
    "report_place": "*",
    "section": "*",
    "fact": "*",
    "citation": "*",
    "event": "*",
    "indicator_value": "*",
}


def path(article: int) -> str:
    (found,) = [each for each in articles() if each.id == article]
    return FAMILIES[FAMILY].path_of(found)


def at(night: int) -> datetime:
    """Two days lie between nights: a page is withdrawn when it was missed twice, so long apart."""
    return FIRST + timedelta(days=2 * night)


def run_id(night: int) -> str:
    return at(night).strftime("%Y%m%dT%H%M%SZ-0001")


def archive_night(data: DataDirectory, night: int) -> None:
    site = Site("http://portal.test", FAMILY)
    for source, base in (("xiyan", OWN), ("xiuchuan", OTHER)):
        with Archive(data.archive).writer(source, run_id(night)) as writer:
            for seen in (each for each in NIGHTS[night] if each.base == base):
                text = seen.change(site.answer(path(seen.article), {}).body.decode())
                writer.add(
                    url=base + path(seen.article),
                    role="page" if seen.status == 200 else EVIDENCE,
                    fetched_at=at(night),
                    status=seen.status,
                    reason="",
                    headers=HTML,
                    body=text.encode() if seen.status == 200 else b"",
                )


def stage_night(data: DataDirectory, night: int, knowledge: Knowledge) -> None:
    write_set(data.staging, f"collect/{run_id(night)}/all", list(SOURCES.values()))
    with watching(StringIO()) as watch:
        for warc in sorted(data.archive.glob(f"*/{run_id(night)}.warc.gz")):
            extract_warc(data, warc, knowledge, watch)


def load_all(data: DataDirectory, knowledge: Knowledge) -> None:
    load(data.warehouse, data.staging, indicators=load_indicators(), divisions=knowledge.divisions)


def told(file: Path) -> dict[str, list[Any]]:
    """The public relations, whole."""
    with duckdb.connect(str(file), read_only=True) as connection:
        return {
            name: sorted(connection.table(name).project(columns).fetchall(), key=str)
            for name, columns in RELATIONS.items()
        }


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(load_divisions(DIVISIONS))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> DataDirectory:
    """The four nights, each archived, extracted, loaded and published before the next."""
    data = DataDirectory(tmp_path_factory.mktemp("lived"))
    for night in range(len(NIGHTS)):
        archive_night(data, night)
        stage_night(data, night, knowledge)
        load_all(data, knowledge)
        publish(data.warehouse, data.releases, run_id(night))
    return data


def ids(data: DataDirectory) -> dict[str, int]:
    """report_id -> article, by the address on the county's own portal."""
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        found = dict(connection.execute("SELECT url, report_id FROM report_place").fetchall())
    return {found[OWN + path(article)]: article for article in (KEPT, EDITED, LATE, LOST, BACK)}


def test_the_events_are_those_that_happened(lived: DataDirectory) -> None:
    of = ids(lived)
    with duckdb.connect(str(lived.warehouse), read_only=True) as connection:
        found = connection.execute("SELECT report_id, event, happened_at FROM event").fetchall()
    assert sorted((of[report], event, when) for report, event, when in found) == sorted(
        (article, event, at(night)) for article, event, night in EVENTS
    )


def test_the_edited_report_has_two_versions_and_the_others_one(lived: DataDirectory) -> None:
    of = ids(lived)
    with duckdb.connect(str(lived.warehouse), read_only=True) as connection:
        found = connection.execute("SELECT report_id, version, valid_from, valid_to FROM report_version").fetchall()
    told_versions = {(of[report], version, since, until) for report, version, since, until in found}
    assert told_versions == {
        (KEPT, 1, at(0), None),
        (EDITED, 1, at(0), at(1)),
        (EDITED, 2, at(1), None),
        (LATE, 1, at(2), None),
        (LOST, 1, at(0), None),
        (BACK, 1, at(0), None),
    }
    assert len(found) == len(told_versions)


def test_a_report_keeps_its_id_and_a_fact_as_long_as_its_words_stand(lived: DataDirectory) -> None:
    files = [lived.releases / run_id(night) / "fazhi.duckdb" for night in range(len(NIGHTS))]
    facts = []
    for file in files:
        with duckdb.connect(str(file), read_only=True) as connection:
            facts.append(dict(connection.execute("SELECT fact_id, (report_id, quote, sentence) FROM fact").fetchall()))
    for before, after in itertools.pairwise(facts):
        assert all(after[fact] == before[fact] for fact in before.keys() & after.keys())
    lost = {facts[0][fact][0] for fact in facts[0].keys() - facts[1].keys()}
    assert [ids(lived)[report] for report in lost] == [EDITED]
    assert facts[1].keys() <= facts[2].keys() == facts[3].keys()


@pytest.mark.parametrize("night", range(1, len(NIGHTS)))
def test_each_release_tells_what_changed_since_the_one_before(lived: DataDirectory, night: int) -> None:
    file = lived.releases / run_id(night) / "delta" / "report.parquet"
    found = duckdb.read_parquet(str(file)).project("report_id, change").fetchall()
    assert {(ids(lived)[report], change) for report, change in found} == DELTAS[night]


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_loading_makes_no_difference(
    lived: DataDirectory, knowledge: Knowledge, tmp_path: Path, seed: int
) -> None:
    other = DataDirectory(tmp_path)
    names: Sequence[str] = set_names(lived.staging)
    shuffled = random.Random(seed).sample(names, len(names))  # noqa: S311 - an order, no secret
    for name in shuffled:
        shutil.copytree(lived.staging / name, other.staging / name)
        if "extract/" in name or name == shuffled[-1]:
            load_all(other, knowledge)
    assert told(other.warehouse) == told(lived.warehouse)


def test_a_replay_gives_the_same(lived: DataDirectory, knowledge: Knowledge, tmp_path: Path) -> None:
    other = DataDirectory(tmp_path)
    shutil.copytree(lived.archive, other.archive)
    for night in reversed(range(len(NIGHTS))):
        stage_night(other, night, knowledge)
    load_all(other, knowledge)
    assert told(other.warehouse) == told(lived.warehouse)
