"""What ends a publication halfway: the last release stays, what was left is swept, the next one completes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from extract.errors import HeldError, ReleaseError
from warehouse.manifest import find_damage
from warehouse.publish import publish
from warehouse.query import latest_release

DIE_AT = """
import os, sys
from pathlib import Path
import warehouse.publish as publishing
from warehouse import releases

where, moment = {"r": releases, "p": publishing}[sys.argv[3][0]], sys.argv[3][2:]
done = getattr(where, moment)

def die(*arguments, **named):
    if sys.argv[4] == "after":
        done(*arguments, **named)
    os.kill(os.getpid(), 9)

setattr(where, moment, die)
publishing.publish(Path(sys.argv[1]), Path(sys.argv[2]), "killed", keep=1)
"""

PUBLISH = """
import resource, sys
from pathlib import Path
from extract.errors import ReleaseError
from warehouse.publish import publish

if len(sys.argv) > 4:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    publish(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
except ReleaseError as error:
    print(error)
"""


@pytest.fixture
def loaded(desk: Any) -> Any:
    desk.load_rows(desk.source(), desk.run(0), *desk.capture(0))
    return desk


def run_python(code: str, *arguments: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=False, cwd=Path.cwd(), capture_output=True, text=True)


def names(releases: Path) -> list[str]:
    return sorted(path.name for path in releases.iterdir())


@pytest.mark.parametrize(
    ("moment", "when", "stands"),
    [
        ("p.inspect", "before", "r1"),
        ("p.inspect", "after", "r1"),
        ("p._copy", "after", "r1"),
        ("p.write_delta", "after", "r1"),
        ("p.write_datapackage", "after", "r1"),
        ("p.write_manifest", "after", "r1"),
        ("p.point_latest", "before", "r1"),
        ("p.point_latest", "after", "killed"),
        ("p.forget_old", "after", "killed"),
    ],
)
def test_a_killed_publisher_leaves_a_whole_release_and_the_next_completes(
    loaded: Any, moment: str, when: str, stands: str
) -> None:
    publish(loaded.file, loaded.releases, "r1")
    loaded.load_rows(*loaded.capture(0, "http://portal.test/b.html"))
    assert run_python(DIE_AT, loaded.file, loaded.releases, moment, when).returncode == -9
    assert latest_release(loaded.releases).parent.name == stands
    assert find_damage(loaded.releases / stands, thorough=True) is None
    publish(loaded.file, loaded.releases, "r2")
    assert [name for name in names(loaded.releases) if name.startswith(".")] == []
    assert find_damage(loaded.releases / "r2", thorough=True) is None
    assert latest_release(loaded.releases).parent.name == "r2"


def written(releases: Path) -> int:
    """The files of a release that is being built; what vanishes meanwhile is none."""
    return sum(len(files) for folder, _, files in os.walk(releases) if ".new-" in folder)


def test_a_publisher_killed_at_any_time_leaves_a_whole_release(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r1")
    killed = 0
    for number in range(6):
        command = [sys.executable, "-c", PUBLISH, str(loaded.file), str(loaded.releases), f"k{number}"]
        with subprocess.Popen(command) as publisher:
            while publisher.poll() is None and written(loaded.releases) <= 3 * number:
                pass
            publisher.kill()
        killed += publisher.returncode == -9
        latest = latest_release(loaded.releases).parent
        assert find_damage(latest, thorough=True) is None
    assert killed
    publish(loaded.file, loaded.releases, "r2")
    assert [name for name in names(loaded.releases) if name.startswith(".")] == []


@pytest.mark.parametrize("limit", [1_000, 200_000])
def test_a_full_disk_leaves_the_last_release(loaded: Any, limit: int) -> None:
    publish(loaded.file, loaded.releases, "r1")
    told = run_python(PUBLISH, loaded.file, loaded.releases, "r2", limit)
    assert "release r2 was not published" in told.stdout, told
    assert names(loaded.releases) == ["latest", "r1"]
    assert find_damage(loaded.releases / "r1", thorough=True) is None
    publish(loaded.file, loaded.releases, "r2")
    assert latest_release(loaded.releases).parent.name == "r2"


def test_two_publishers_at_once_are_one_and_a_refusal(loaded: Any) -> None:
    outcomes: list[str] = []

    def run(name: str) -> None:
        try:
            publish(loaded.file, loaded.releases, name)
            outcomes.append("published")
        except HeldError as error:
            assert "another process is publishing" in error.message
            outcomes.append("refused")

    both = [threading.Thread(target=run, args=(name,)) for name in ("a", "b")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(outcomes) == ["published", "refused"]


def test_two_processes_at_once_publish_one_after_the_other_or_not(loaded: Any) -> None:
    command = [sys.executable, "-c", PUBLISH, str(loaded.file), str(loaded.releases)]
    both = [subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in ("a", "b")]
    for publisher in both:
        publisher.communicate()
    assert 0 in [publisher.returncode for publisher in both]
    latest = latest_release(loaded.releases).parent
    assert find_damage(latest, thorough=True) is None
    assert [name for name in names(loaded.releases) if name.startswith(".")] == []


def test_a_last_release_that_is_damaged_is_passed_over(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r1")
    publish(loaded.file, loaded.releases, "r2")
    file = loaded.releases / "r2" / "fazhi.duckdb"
    file.chmod(0o644)
    os.truncate(file, 1000)
    assert publish(loaded.file, loaded.releases, "r3").manifest.previous == "r1"


def test_a_release_of_an_older_version_is_one_to_be_held_against(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    manifest = release.path / "manifest.json"
    stated = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.chmod(0o644)
    old = {key: stated[key] for key in ("release_id", "created_at", "schema_version", "extractor_versions", "counts")}
    checks = [{key: c[key] for key in ("name", "severity", "failing", "sample", "remedy")} for c in stated["checks"]]
    manifest.write_text(json.dumps(old | {"checks": checks, "sha256": stated["sha256"]}), encoding="utf-8")
    assert find_damage(release.path, thorough=True) is None
    assert publish(loaded.file, loaded.releases, "r2").manifest.delta == {"report": {}, "fact": {}}


def test_a_release_before_that_cannot_be_read_is_named(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    release.file.chmod(0o644)
    with release.file.open("r+b") as file:
        file.write(b"\0" * 4096)
    with pytest.raises(ReleaseError, match=r"r2 was not published: .*r1/fazhi\.duckdb"):
        publish(loaded.file, loaded.releases, "r2")
