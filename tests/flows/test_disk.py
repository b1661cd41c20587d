"""The disk: what steps may need, and what is swept."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.collect.archive import Archive
from extract.errors import SpaceError
from flows.datadir import DataDirectory
from flows.disk import LEAST, collect_need, extract_need, free_at, in_words, load_need, publish_need, require, size_of
from flows.health import health_of
from flows.retention import LOGS_KEPT, gone_from_archive, tidy
from flows.runs import now
from warehouse.sets import set_names
from warehouse.stage import write_set


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (33_554_432, "33.6 MB"), (250e9, "250 GB"), (2e15, "2000 TB")],
)
def test_sizes_are_said_as_people_do(size: float, said: str) -> None:
    assert in_words(size) == said


def test_a_step_that_may_need_more_than_is_free_is_refused_with_both_numbers(tmp_path: Path) -> None:
    place = tmp_path / "data" / "archive"
    require(place, "collect", 1)
    with pytest.raises(
        SpaceError, match=r"archive: collect may need 1000 PB|archive: collect may need .* are free"
    ) as no:
        require(place, "collect", 10**18)
    assert in_words(10**18) in no.value.message
    assert "Make room" in no.value.remedy
    assert free_at(place) > 0
    assert not place.exists()


def write(file: Path, size: int) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x" * size)
    return file


def test_what_steps_need_follows_from_what_is_there(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    assert {collect_need(data), extract_need([]), load_need(data), publish_need(data)} == {LEAST}
    for source, night, size in (("a", "1", 1000), ("b", "1", 500), ("a", "2", 900), ("a", "2-2", 10)):
        write(data.archive / source / f"{night}.warc.gz", size)
    assert collect_need(data) == LEAST + 2 * 1500
    assert extract_need(Archive(data.archive).warc_files()) == LEAST + 3 * 2410
    write(data.warehouse, 7000)
    write(data.releases / "r1" / "fazhi.duckdb", 6000)
    write(data.releases / "r1" / "fact.parquet", 300)
    (data.releases / "latest").symlink_to("r1")
    assert publish_need(data) == LEAST + 7000 + 300
    staged = size_of(write_set(data.staging, "extract/a/1", []))
    assert load_need(data) == LEAST + 2 * staged
    assert load_need(data, anew=True) == LEAST + 2 * staged


def test_leftovers_go_and_what_a_run_needs_stays(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    left = [
        write(data.staging / ".new-999999999-x" / "fact.parquet", 1).parent,
        write(data.warehouse.with_name("anew.fazhi.duckdb"), 1),
        write(data.warehouse.with_name("anew.fazhi.duckdb.wal"), 1),
        write(data.archive / "a" / "1.jsonl.partial", 1),
    ]
    kept = [
        write_set(data.staging, "extract/a/1", []),
        write(data.warehouse, 1),
        write(data.archive / "a" / "1.jsonl", 1),
    ]
    for number in range(LOGS_KEPT + 2):
        write(data.logs / f"{number:04}.jsonl", 0)
    tidy(data)
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in kept)
    logs = sorted(path.name for path in data.logs.iterdir())
    assert (len(logs), logs[0]) == (LOGS_KEPT, "0002.jsonl")


def test_warc_files_that_were_read_and_are_gone_are_told_and_their_sets_stay(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    write(data.archive / "a" / "1.warc.gz", 1)
    names = ["collect/2/a", "extract/a/1", "extract/a/2", "extract/b/1"]
    for name in names:
        write_set(data.staging, name, [])
    assert gone_from_archive(data) == ["a/2", "b/1"]
    assert any(
        "2 WARC files that were read are gone, the first a/2" in each for each in health_of(data, now()).problems
    )
    assert set_names(data.staging) == names
