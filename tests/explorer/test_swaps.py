"""Releases are swapped while many read: nobody is refused, and no answer is of two releases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event

import requests

from explorer.server import serving
from warehouse.releases import point_latest

RELEASES = 10
READERS = 6


def read(session: requests.Session, address: str, number: int) -> str:
    """The release of one answer: r7 has 7 reports. An address with another `number` is in no cache."""
    home = session.get(f"{address}/api/home", timeout=60)
    assert home.status_code == 200, home.text
    told = home.json()
    assert told["release"] == f"r{told['answer']['counted']['reports']}"
    issues = session.get(f"{address}/issues", params={"number": number}, timeout=60)
    assert issues.status_code == 200, issues.text
    return str(told["release"])


def test_ten_releases_are_swapped_under_load(shelve: Callable[..., Path], tmp_path: Path) -> None:
    for number in range(1, RELEASES + 1):
        shelve(tmp_path, f"r{number}", reports=number)
    ended, numbers = Event(), count()

    def read_on(address: str) -> list[str]:
        seen = []
        with requests.Session() as session:
            while not ended.is_set():
                seen.append(read(session, address, next(numbers)))
        return seen

    with serving(tmp_path) as address, ThreadPoolExecutor(READERS) as pool, requests.Session() as session:
        readers = [pool.submit(read_on, address) for _ in range(READERS)]
        try:
            for number in range(1, RELEASES + 1):
                point_latest(tmp_path, f"r{number}")
                assert read(session, address, next(numbers)) == f"r{number}"
        finally:
            ended.set()
        seen = {release for reader in readers for release in reader.result()}
    assert len(seen) > 1
