"""One run a data directory at a time, with real processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.errors import HeldError
from flows.datadir import DataDirectory
from flows.runlock import check_free, hold
from flows.runs import begin

HOLDER = """
import sys, time
from pathlib import Path
from flows.datadir import DataDirectory
from flows.runlock import hold
from flows.runs import begin
run = begin("nightly")
with hold(DataDirectory(Path(sys.argv[1])), run):
    print(run.run_id, flush=True)
    time.sleep(600)
"""


class Holder:
    """A process that holds the lock until it is killed."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", HOLDER, str(root)], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.stdout = self.process.stdout
        self.run_id = self.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[Holder]:
    held = Holder(tmp_path)
    yield held
    held.kill()
    held.stdout.close()


def test_a_second_run_is_refused_by_the_name_of_the_first(holder: Holder, tmp_path: Path) -> None:
    with pytest.raises(HeldError) as refused, hold(DataDirectory(tmp_path), begin("ingest")):
        pass
    assert holder.run_id in refused.value.message
    assert str(holder.process.pid) in refused.value.message
    assert str(holder.process.pid) in refused.value.remedy


def test_the_quick_check_refuses_too(holder: Holder, tmp_path: Path) -> None:
    with pytest.raises(HeldError, match=holder.run_id):
        check_free(DataDirectory(tmp_path))


def test_the_command_refuses_with_status_1(holder: Holder, tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("fazhi"), "nightly", "--data", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert holder.run_id in done.stderr
    assert "Traceback" not in done.stderr


def test_the_lock_of_a_killed_process_is_no_obstacle_and_names_its_run(holder: Holder, tmp_path: Path) -> None:
    holder.kill()
    with hold(DataDirectory(tmp_path), begin("nightly")) as killed:
        assert killed is not None
        assert (killed.run_id, killed.command) == (holder.run_id, "nightly")


def test_a_run_that_ended_leaves_no_name(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    with hold(data, begin("nightly")) as first:
        assert first is None
    with hold(data, begin("nightly")) as second:
        assert second is None


def test_a_run_that_failed_releases_the_lock(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    with pytest.raises(RuntimeError), hold(data, begin("nightly")):
        raise RuntimeError
    check_free(data)


@pytest.mark.parametrize("content", ["", "{", '{"run_id": "x"}', "[]", "null"])
def test_a_lock_file_cut_off_at_writing_is_no_obstacle(content: str, tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    data.lock.write_text(content)
    with hold(data, begin("nightly")) as killed:
        assert killed is None
