"""The shelf: it follows `latest`, keeps what is read in, and says what hinders it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.shelf import Lease, Shelf
from extract.errors import ReleaseError, RemovedError, UnpublishedError
from warehouse.releases import point_latest

Shelve = Callable[..., Path]


def reports(lease: Lease) -> int:
    """How many reports a release has: that tells them apart."""
    ((row),) = lease.release.rows("SELECT count(*) AS n FROM report", {}, 60)
    return int(row["n"])


def test_it_follows_latest_while_what_is_read_in_stays(shelve: Shelve, tmp_path: Path) -> None:
    shelve(tmp_path, "r1", reports=3)
    shelf = Shelf(tmp_path)
    with shelf.reading() as before:
        shelve(tmp_path, "r2", reports=4)
        with shelf.reading() as after:
            assert (after.release.release_id, reports(after), after.caution) == ("r2", 4, None)
        assert (before.release.release_id, reports(before)) == ("r1", 3)
        with shelf.reading() as again:
            assert again.release is after.release
    shelf.close()


def test_it_goes_back_where_latest_does(shelve: Shelve, tmp_path: Path) -> None:
    for name, count in (("r1", 3), ("r2", 4), ("r1", 3)):
        shelve(tmp_path, name, reports=count)
        shelf = Shelf(tmp_path)
        with shelf.reading() as lease:
            assert (lease.release.release_id, reports(lease)) == (name, count)


def test_where_nothing_was_published_there_is_nothing_until_something_is(shelve: Shelve, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "releases")
    with pytest.raises(UnpublishedError), shelf.reading():
        pass
    shelve(tmp_path / "releases", "r1", reports=3)
    with shelf.reading() as lease:
        assert reports(lease) == 3


def test_one_that_is_removed_while_open_is_read_on_with_a_caution(shelve: Shelve, tmp_path: Path) -> None:
    shelve(tmp_path, "r1", reports=3)
    shelf = Shelf(tmp_path)
    with shelf.reading():
        pass
    shutil.rmtree(tmp_path / "r1")
    with shelf.reading() as lease:
        assert isinstance(lease.caution, RemovedError)
        assert reports(lease) == 3


def test_one_that_was_never_open_and_is_not_there_is_told(shelve: Shelve, tmp_path: Path) -> None:
    shelve(tmp_path, "r1", reports=3)
    shutil.rmtree(tmp_path / "r1")
    with pytest.raises(RemovedError), Shelf(tmp_path).reading():
        pass


def test_a_damaged_successor_leaves_the_one_before_open_with_a_caution(shelve: Shelve, tmp_path: Path) -> None:
    shelve(tmp_path, "r1", reports=3)
    shelf = Shelf(tmp_path)
    with shelf.reading():
        pass
    shelve(tmp_path, "r2", reports=4).write_bytes(b"no database")
    with shelf.reading() as lease:
        assert (lease.release.release_id, type(lease.caution)) == ("r1", ReleaseError)
    shelve(tmp_path, "r3", reports=5)
    with shelf.reading() as lease:
        assert (lease.release.release_id, lease.caution) == ("r3", None)


def test_one_that_is_found_damaged_while_it_is_read_is_opened_again(shelve: Shelve, tmp_path: Path) -> None:
    shelve(tmp_path, "r1", reports=3)
    shelf = Shelf(tmp_path)
    with shelf.reading() as found:
        found.release.is_damaged = True
    with shelf.reading() as lease:
        assert lease.release is not found.release
        assert reports(lease) == 3


def test_one_that_is_still_read_in_can_be_opened_beside(shelve: Shelve, tmp_path: Path) -> None:
    shelve(tmp_path, "r1", reports=3)
    shelf = Shelf(tmp_path)
    with shelf.reading() as before:
        shelve(tmp_path, "r2", reports=4)
        with shelf.reading():
            point_latest(tmp_path, "r1")
            with shelf.reading() as again:
                assert [reports(each) for each in (before, again)] == [3, 3]
        assert reports(before) == 3
