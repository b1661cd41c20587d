from __future__ import annotations

import hashlib
import json
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


@pytest.fixture
def loaded(desk: Any) -> Any:
    desk.load_rows(desk.source(), desk.run(0), *desk.capture(0))
    return desk


def names(releases: Path) -> list[str]:
    return sorted(path.name for path in releases.iterdir())


def test_a_release_is_a_checked_copy_under_its_name(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    assert names(loaded.releases) == ["latest", "r1"]
    assert names(release.path) == ["datapackage.json", "fazhi.duckdb", "manifest.json", "parquet"]
    assert (loaded.releases / "latest").readlink() == Path("r1")
    assert release.counts["fact"] == 3
    with duckdb.connect(latest_release(loaded.releases), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM fact").fetchall() == [(3,)]


def test_a_release_is_read_only(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    files = [file for file in release.path.rglob("*") if file.is_file()]
    assert len(files) > 10
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o444}


def test_the_manifest_says_what_the_release_is(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    manifest = json.loads((release.path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["sha256"] == hashlib.sha256(release.file.read_bytes()).hexdigest() == release.sha256
    ((newest,),) = loaded.ask("SELECT max(number) FROM schema_change")
    assert (manifest["release_id"], manifest["schema_version"]) == ("r1", newest)
    assert manifest["extractor_versions"] == ["1.0"]
    assert manifest["counts"]["report"] == 1
    assert {check["failing"] for check in manifest["checks"]} == {0}
    assert (manifest["previous"], manifest["delta"]) == (None, None)
    assert {"measure": "coverage", "part": "2023", "value": 1.0, "among": None} in manifest["measures"]


def test_the_manifest_names_every_file_with_its_sha256(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    found = {
        file.relative_to(release.path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in release.path.rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }
    assert {path: file.sha256 for path, file in release.manifest.files.items()} == found


def test_the_newest_releases_stay(loaded: Any) -> None:
    for number in range(5):
        publish(loaded.file, loaded.releases, f"r{number}", keep=3)
    assert names(loaded.releases) == ["latest", "r2", "r3", "r4"]


def test_what_latest_names_stays_and_the_one_before_it(loaded: Any) -> None:
    for number in range(3):
        publish(loaded.file, loaded.releases, f"r{number}", keep=0)
    assert names(loaded.releases) == ["latest", "r1", "r2"]


def test_a_failing_check_stops_the_release_and_is_named(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r1")
    loaded.load_rows(*loaded.capture(1, "http://portal.test/b.html", text_sha256="0"))
    with pytest.raises(
        ReleaseError, match=r"text_has_its_sha256: 1 rows, first: http://portal\.test/b\.html"
    ) as caught:
        publish(loaded.file, loaded.releases, "r2")
    assert "r2 was not published" in caught.value.message
    assert "--accept text_has_its_sha256`" in caught.value.remedy
    assert names(loaded.releases) == ["latest", "r1"]


def test_what_a_person_has_found_right_is_published_and_told(loaded: Any) -> None:
    loaded.load_rows(*loaded.capture(1, "http://portal.test/b.html", text_sha256="0", report_year=2022))
    release = publish(loaded.file, loaded.releases, "r1", accept=("text_has_its_sha256",))
    (check,) = (check for check in release.checks if check.failing)
    assert (check.name, check.severity, check.accepted) == ("text_has_its_sha256", "error", True)
    assert loaded.ask("SELECT code, severity, url FROM issue") == [
        ("check.text_has_its_sha256", "error", "http://portal.test/b.html")
    ]
    loaded.load_rows(*loaded.capture(2, "http://portal.test/c.html", report_year=2021))
    assert publish(loaded.file, loaded.releases, "r2").counts["report"] == 3


def test_only_what_there_is_can_be_accepted(loaded: Any) -> None:
    with pytest.raises(ReleaseError, match="nothing that was found is called no_such"):
        publish(loaded.file, loaded.releases, "r1", accept=("no_such",))
    assert names(loaded.releases) == []


def test_a_warning_travels_with_the_release(loaded: Any) -> None:
    loaded.load_rows(*loaded.capture(1, "http://portal.test/b.html", issuer=None))
    release = publish(loaded.file, loaded.releases, "r1")
    assert [(check.name, check.failing) for check in release.checks if check.failing] == [
        ("report_has_issuer_and_year", 1)
    ]
    assert release.counts["issue"] == 1
    with duckdb.connect(release.file, read_only=True) as connection:
        told = connection.execute("SELECT code, url FROM issue").fetchall()
    assert told == [("check.report_has_issuer_and_year", "http://portal.test/b.html")]


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


def test_a_file_that_is_no_warehouse_is_not_published(desk: Any) -> None:
    desk.file.parent.mkdir(parents=True)
    desk.file.write_text("not a database" * 1000, encoding="utf-8")
    with pytest.raises(ReleaseError, match="not a valid DuckDB database"):
        publish(desk.file, desk.releases, "r1")
    assert names(desk.releases) == []


def test_the_log_of_a_killed_loader_is_brought_in(loaded: Any) -> None:
    subprocess.run([sys.executable, "-c", WRITE, str(loaded.file)], check=False, cwd=Path.cwd())
    assert loaded.file.with_name("fazhi.duckdb.wal").exists()
    publish(loaded.file, loaded.releases, "r1")
    assert not loaded.file.with_name("fazhi.duckdb.wal").exists()
    with duckdb.connect(latest_release(loaded.releases), read_only=True) as connection:
        assert connection.execute("SELECT extractor_version FROM report").fetchall() == [("9.9",)]


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
