"""Which release readers get, and what they are told where there is none."""

from __future__ import annotations

from typing import Any

import pytest

from extract.errors import ReleaseError
from warehouse.publish import publish
from warehouse.query import latest_release, reader, release_file


def release(desk: Any, release_id: str = "r1") -> Any:
    desk.load_rows(desk.source(), *desk.capture(0))
    publish(desk.file, desk.releases, release_id)
    return desk


def test_a_reader_is_given_the_latest_release_or_the_one_named(desk: Any) -> None:
    release(desk)
    desk.load_rows(*desk.capture(1, "http://portal.test/other.html"))
    publish(desk.file, desk.releases, "r2")
    for release_id, reports in ((None, 2), ("r2", 2), ("r1", 1)):
        with reader(desk.releases, release_id) as connection:
            assert connection.execute("SELECT count(*) FROM report").fetchall() == [(reports,)]


def test_without_a_release_the_remedy_is_told(desk: Any) -> None:
    with pytest.raises(ReleaseError, match="there is no release") as caught:
        latest_release(desk.releases)
    assert "fazhi demo" in caught.value.remedy


@pytest.mark.parametrize("name", ["r3", "../r1", "latest", "", "."])
def test_a_release_that_is_not_there_is_named_with_the_nearest(desk: Any, name: str) -> None:
    with pytest.raises(ReleaseError, match=f'there is no release "{name}"') as caught:
        release_file(release(desk).releases, name)
    assert "r1" in caught.value.remedy


def test_a_dangling_link_is_told(desk: Any) -> None:
    desk.releases.mkdir()
    (desk.releases / "latest").symlink_to("r9")
    with pytest.raises(ReleaseError, match="names the release r9"):
        latest_release(desk.releases)


def test_a_damaged_release_is_told(desk: Any) -> None:
    file = latest_release(release(desk).releases)
    file.chmod(0o644)
    file.write_bytes(b"nothing" * 2000)
    with pytest.raises(ReleaseError, match="cannot be read"), reader(desk.releases):
        pass
