from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.errors import HeldError, ReleaseError
from warehouse.publish import publish
from warehouse.query import latest_release

WRITE = """
import duckdb, os, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("PRAGMA disable_checkpoint_on_shutdown")
connection.execute("UPDATE version_span SET extractor_version = '9.9'")
os.kill(os.getpid(), 9)
"""

PUBLISH_AND_DIE = """
import os, sys
from pathlib import Path
from warehouse import publish

publish.run_checks = lambda file: os.kill(os.getpid(), 9)
publish.publish(Path(sys.argv[1]), Path(sys.argv[2]), "killed")
"""


@pytest.fixture
def loaded(desk: Any) -> Any:
    desk.load_rows(desk.source(), desk.run(0), *desk.capture(0))
    return desk


def names(releases: Path) -> list[str]:
    return sorted(path.name for path in releases.iterdir())


def run_python(code: str, *arguments: Path) -> None:
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=False, cwd=Path.cwd())


def test_a_release_is_a_checked_copy_under_its_name(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    assert names(loaded.releases) == ["latest", "r1"]
    assert names(release.path) == ["fazhi.duckdb", "manifest.json"]
    assert (loaded.releases / "latest").readlink() == Path("r1")
    assert release.counts["fact"] == 3
    with duckdb.connect(latest_release(loaded.releases), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM fact").fetchall() == [(3,)]


def test_a_release_is_read_only(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    assert stat.S_IMODE(release.file.stat().st_mode) == 0o444


def test_the_manifest_says_what_the_release_is(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    manifest = json.loads((release.path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["sha256"] == hashlib.sha256(release.file.read_bytes()).hexdigest() == release.sha256
    assert (manifest["release_id"], manifest["schema_version"]) == ("r1", 6)
    assert manifest["extractor_versions"] == ["1.0"]
    assert manifest["counts"]["report"] == 1
    assert {check["failing"] for check in manifest["checks"]} == {0}


def test_the_newest_releases_stay(loaded: Any) -> None:
    for number in range(5):
        publish(loaded.file, loaded.releases, f"r{number}", keep=3)
    assert names(loaded.releases) == ["latest", "r2", "r3", "r4"]


def test_what_latest_names_stays_however_old(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r0")
    publish(loaded.file, loaded.releases, "r1")
    os.utime(loaded.releases / "r1" / "manifest.json", (0, 0))
    publish(loaded.file, loaded.releases, "r2", keep=0)
    assert names(loaded.releases) == ["latest", "r2"]


def test_a_failing_check_stops_the_release_and_is_named(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r1")
    loaded.load_rows(*loaded.capture(1, "http://portal.test/b.html", text_sha256="0"))
    with pytest.raises(ReleaseError, match="text_has_its_sha256: 1 rows") as caught:
        publish(loaded.file, loaded.releases, "r2")
    assert "r2 was not published" in caught.value.message
    assert names(loaded.releases) == ["latest", "r1"]


def test_a_warning_travels_with_the_release(loaded: Any) -> None:
    loaded.load_rows(*loaded.capture(1, "http://portal.test/b.html", issuer=None))
    release = publish(loaded.file, loaded.releases, "r1")
    assert [(check.name, check.failing) for check in release.checks if check.failing] == [
        ("report_has_issuer_and_year", 1)
    ]


@pytest.mark.parametrize("release_id", ["", "latest", "../r1", ".r1", "a/b", "a b"])
def test_an_id_that_leads_elsewhere_is_refused(loaded: Any, release_id: str) -> None:
    with pytest.raises(ReleaseError, match="cannot name a release"):
        publish(loaded.file, loaded.releases, release_id)


def test_a_release_is_never_replaced(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r1")
    with pytest.raises(ReleaseError, match="this release exists"):
        publish(loaded.file, loaded.releases, "r1")


def test_without_a_warehouse_there_is_nothing_to_publish(desk: Any) -> None:
    with pytest.raises(ReleaseError, match="there is no warehouse to publish"):
        publish(desk.file, desk.releases, "r1")
    assert not desk.file.exists()


def test_the_log_of_a_killed_loader_is_brought_in(loaded: Any) -> None:
    run_python(WRITE, loaded.file)
    assert loaded.file.with_name("fazhi.duckdb.wal").exists()
    publish(loaded.file, loaded.releases, "r1")
    assert not loaded.file.with_name("fazhi.duckdb.wal").exists()
    with duckdb.connect(latest_release(loaded.releases), read_only=True) as connection:
        assert connection.execute("SELECT extractor_version FROM report").fetchall() == [("9.9",)]


def test_what_a_killed_publisher_left_is_swept_and_no_release(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r1")
    run_python(PUBLISH_AND_DIE, loaded.file, loaded.releases)
    assert any(name.startswith(".new-") for name in names(loaded.releases))
    assert latest_release(loaded.releases).parent.name == "r1"
    publish(loaded.file, loaded.releases, "r2")
    assert names(loaded.releases) == ["latest", "r1", "r2"]


def test_a_held_warehouse_is_not_published(loaded: Any) -> None:
    hold = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(loaded.file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(HeldError, match=str(holder.pid)):
            publish(loaded.file, loaded.releases, "r1")
        holder.communicate()
    assert names(loaded.releases) == []


READ = """
import json, sys
from pathlib import Path
import duckdb

latest, seen = Path(sys.argv[1]) / "latest" / "fazhi.duckdb", set()
print("reading", flush=True)
for _ in range(5_000):
    with duckdb.connect(latest.resolve(), read_only=True) as connection:
        (row,) = connection.execute("SELECT count(*), (SELECT count(*) FROM report) FROM fact").fetchall()
    seen.add(row)
    if row[1] == int(sys.argv[2]):
        break
print(json.dumps(sorted(seen)))
"""


def test_a_reader_in_a_loop_never_sees_half_a_night(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r0")
    command = [sys.executable, "-c", READ, str(loaded.releases), "4"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for number in range(1, 4):
            loaded.load_rows(*loaded.capture(0, f"http://portal.test/{number}.html"))
            publish(loaded.file, loaded.releases, f"r{number}")
        output, errors = process.communicate()
    assert errors == ""
    seen = [tuple(row) for row in json.loads(output)]
    assert seen[-1] == (12, 4)
    assert set(seen) <= {(3, 1), (6, 2), (9, 3), (12, 4)}
