"""The releases that are there: damage is told, readers are led back to what is whole."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.errors import ReleaseError
from warehouse.publish import publish
from warehouse.releases import find_releases, roll_back, verify


@pytest.fixture
def three(desk: Any) -> Any:
    """Three releases, of one report more each."""
    for number in range(1, 4):
        desk.load_rows(*desk.capture(0, f"http://portal.test/{number}", report_year=2000 + number))
        publish(desk.file, desk.releases, f"r{number}")
    return desk


def latest(desk: Any) -> str:
    return str((desk.releases / "latest").readlink())


def change(file: Path, how: Callable[[bytes], bytes]) -> None:
    """Other bytes under the same name; a link of it keeps its own."""
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(how(content))


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def a_part(release: Path) -> Path:
    return next(release.glob("parquet/fact/report_year=2001/*"))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "fazhi.duckdb: its bytes are not": lambda release: change(release / "fazhi.duckdb", flipped),
    "fazhi.duckdb: has 4096 bytes, not": lambda release: change(release / "fazhi.duckdb", lambda all_: all_[:4096]),
    "fazhi.duckdb: is missing": lambda release: (release / "fazhi.duckdb").unlink(),
    "manifest.json: is missing, cut off": lambda release: change(release / "manifest.json", lambda all_: all_[:500]),
    "part-0000.parquet: is missing": lambda release: a_part(release).unlink(),
    "part-0000.parquet: its bytes are not": lambda release: change(a_part(release), flipped),
}


@pytest.mark.parametrize("told", DAMAGES)
def test_damage_is_told_and_not_gone_back_to(three: Any, told: str) -> None:
    DAMAGES[told](three.releases / "r2")
    found = {release.release_id: release.damage for release in verify(three.releases, None)}
    assert told in str(found["r2"])
    assert (found["r1"], found["r3"]) == (None, None)
    if "bytes are not" not in told:
        seen = {release.release_id: release.damage is None for release in find_releases(three.releases)}
        assert seen == {"r1": True, "r2": False, "r3": True}
    with pytest.raises(ReleaseError, match="r2 is damaged") as caught:
        roll_back(three.releases)
    assert caught.value.remedy == "Whole are: r3, r1."
    assert latest(three) == "r3"
    assert roll_back(three.releases, "r1") == "r1"
    assert latest(three) == "r1"


def test_a_link_to_nothing_is_told_and_led_back(three: Any) -> None:
    (three.releases / "r3").rename(three.releases.parent / "away")
    first = find_releases(three.releases)[0]
    assert (first.release_id, first.is_latest, first.damage) == ("r3", True, "latest names it, and it is not there")
    assert roll_back(three.releases) == "r2"
    assert three.file.exists()


def test_going_back_leads_to_what_was_good_before(three: Any) -> None:
    assert [roll_back(three.releases) for _ in range(2)] == ["r2", "r1"]
    publish(three.file, three.releases, "r4")
    assert latest(three) == "r4"
    assert roll_back(three.releases) == "r1"


def test_a_release_that_was_gone_back_to_outlives_newer_ones(three: Any) -> None:
    roll_back(three.releases, "r1")
    publish(three.file, three.releases, "r4", keep=1)
    assert sorted(path.name for path in three.releases.iterdir()) == ["latest", "r1", "r4"]


def test_there_is_nothing_before_the_first(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    publish(desk.file, desk.releases, "r1")
    with pytest.raises(ReleaseError, match="there is no release before r1"):
        roll_back(desk.releases)
    with pytest.raises(ReleaseError, match="there is no release 'r9'") as caught:
        verify(desk.releases, "r9")
    assert caught.value.remedy == "There are: r1."


READ = """
import json, sys
from pathlib import Path
import duckdb

latest, seen = Path(sys.argv[1]) / "latest" / "fazhi.duckdb", set()
print("reading", flush=True)
while max(seen, default=(0,))[0] < int(sys.argv[2]):
    with duckdb.connect(latest.resolve(), read_only=True) as connection:
        answers = [connection.execute(query).fetchall()[0][0] for query in (
            "SELECT count(*) FROM report", "SELECT count(*) FROM fact", "SELECT max(report_year) - 2000 FROM report",
            "SELECT count(*) FROM indicator_value", "SELECT count(DISTINCT report_year) FROM report_version",
        )]
    seen.add(tuple(answers))
print(json.dumps(sorted(seen)))
"""


def test_a_reader_in_a_loop_never_sees_half_a_night(desk: Any) -> None:
    """Ten releases, of one report more each: every set of answers is that of one of them."""
    desk.load_rows(*desk.capture(0, "http://portal.test/1", report_year=2001))
    publish(desk.file, desk.releases, "r1")
    command = [sys.executable, "-c", READ, str(desk.releases), "10"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for number in range(2, 11):
            desk.load_rows(*desk.capture(0, f"http://portal.test/{number}", report_year=2000 + number))
            publish(desk.file, desk.releases, f"r{number}", keep=12)
        output, errors = process.communicate()
    assert errors == ""
    seen = [tuple(row) for row in json.loads(output)]
    assert set(seen) <= {(n, 3 * n, n, 2 * n, n) for n in range(1, 11)}
    assert len(seen) > 1
