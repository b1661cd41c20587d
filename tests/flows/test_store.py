"""A store that several machines reach: files come whole, and a set without its manifest is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import StageError, UsageError
from extract.records import SourceRow
from flows.datadir import DataDirectory
from flows.steps.store import Store
from warehouse.sets import read_set, set_names, verify_set
from warehouse.stage import write_set

NAME = "extract/xiyan/20260101T010000Z-0001"
WARC = "xiyan/20260101T010000Z-0001.warc.gz"
ROW = SourceRow("xiyan", "溪砚县人民政府", None, "trs", "http://a.example/", "a.example")


@pytest.fixture
def desks(tmp_path: Path) -> tuple[DataDirectory, DataDirectory, Store]:
    """Two machines, and the store between them."""
    return DataDirectory(tmp_path / "one"), DataDirectory(tmp_path / "two"), Store(f"file://{tmp_path}/store")


def test_the_archive_is_sent_once_and_what_grew_again(desks: tuple[DataDirectory, DataDirectory, Store]) -> None:
    one, two, store = desks
    (one.archive / "xiyan").mkdir(parents=True)
    for content, sent in ((b"a", 1), (b"a", 0), (b"ab", 1)):
        (one.archive / WARC).write_bytes(content)
        assert store.push_archive(one, [WARC]) == sent
        store.fetch_source(two, "xiyan")
        assert (two.archive / WARC).read_bytes() == content


def test_a_set_comes_back_as_it_went(desks: tuple[DataDirectory, DataDirectory, Store]) -> None:
    one, two, store = desks
    write_set(one.staging, NAME, [ROW])
    for _ in range(2):  # a set that is there is replaced
        store.put_set(one, NAME)
        store.get_set(two, NAME)
    assert set_names(two.staging) == [NAME]
    assert verify_set(read_set(two.staging, NAME)).keys() == {"source"}


def test_a_set_that_never_arrived_is_an_error_that_names_it(
    desks: tuple[DataDirectory, DataDirectory, Store],
) -> None:
    _, two, store = desks
    with pytest.raises(StageError, match=NAME):
        store.get_set(two, NAME)
    assert set_names(two.staging) == []


def test_an_address_of_no_known_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="nokind"):
        Store("nokind://bucket")
