"""What a reader is told where there is no release, or none that can be read: as a page, and as JSON."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from explorer.server import serving
from explorer.words import word

Shelve = Callable[..., Path]

ASKED = ("/", "/en/gaps", "/sql", "/api/home", "/api/sql?query=SELECT+1", "/api/gaps/all.csv")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server over a directory that does not exist yet."""
    with serving(tmp_path / "releases") as told:
        yield told


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    return tmp_path / "releases"


def get(address: str, path: str) -> requests.Response:
    return requests.get(address + path, timeout=60)


def all_tell(address: str, kind: str) -> None:
    """Every address says what is the matter, in its language or as JSON, and when to come back."""
    for path in ASKED:
        got = get(address, path)
        assert (got.status_code, got.headers["Retry-After"]) == (503, "5"), path
        if path.startswith("/api/"):
            assert got.json()["error"]["kind"] == kind
            assert got.json()["error"]["remedy"]
        else:
            language: Any = "en" if path.startswith("/en/") else "zh"
            assert word(f"error.{kind}.title", language) in got.text


def test_nothing_was_published_yet_and_then_it_is(address: str, releases: Path, shelve: Shelve) -> None:
    all_tell(address, "unpublished")
    shelve(releases, "r1", reports=3)
    assert get(address, "/").status_code == 200


def test_the_release_was_removed_before_anyone_read_it(address: str, releases: Path, shelve: Shelve) -> None:
    shelve(releases, "r1", reports=3)
    shutil.rmtree(releases / "r1")
    all_tell(address, "removed")


def test_the_release_was_removed_while_open(address: str, releases: Path, shelve: Shelve) -> None:
    shelve(releases, "r1", reports=3)
    assert word("site.caution", "zh") not in get(address, "/").text
    shutil.rmtree(releases / "r1")
    page, told = get(address, "/"), get(address, "/api/home").json()
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert word("site.caution", "zh") in page.text
    assert (told["release"], "names the release r1" in told["caution"]) == ("r1", True)


@pytest.mark.parametrize("content", [b"", b"no database", bytes(200_000)])
def test_the_release_is_damaged(address: str, releases: Path, shelve: Shelve, content: bytes) -> None:
    shelve(releases, "r1", reports=3).write_bytes(content)
    all_tell(address, "damaged")


def test_a_release_is_damaged_where_nobody_looks_at_once(address: str, releases: Path, shelve: Shelve) -> None:
    file = shelve(releases, "r1", reports=3)
    content = bytearray(file.read_bytes())
    content[len(content) // 4 :] = bytes(byte ^ 0x55 for byte in content[len(content) // 4 :])
    file.write_bytes(content)
    all_tell(address, "damaged")
    shelve(releases, "r2", reports=3)
    assert get(address, "/").status_code == 200


def test_a_damaged_successor_leaves_readers_with_the_one_before(address: str, releases: Path, shelve: Shelve) -> None:
    shelve(releases, "r1", reports=3)
    assert get(address, "/api/home").json()["release"] == "r1"
    shelve(releases, "r2", reports=4).write_bytes(b"no database")
    told = get(address, "/api/home").json()
    assert (told["release"], "cannot be read" in told["caution"]) == ("r1", True)
