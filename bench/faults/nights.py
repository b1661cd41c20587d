"""Nights as processes: begun, watched, stopped at a moment, ended."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess, Popen

from bench.faults.moments import Moment

FAZHI = Path(sys.executable).with_name("fazhi")
ROOT = Path(__file__).parents[2]

NIGHT_SECONDS = 400
"""A night of the demo takes 8 to 40 s; beside a portal that never answers, its three attempts of 30 s twice."""

ATTEMPTS = 6
"""Nights that are begun to catch a moment of a few milliseconds."""

NEW = "demo_qingli"
"""The source that the first release lacks: the night has a portal to collect from the beginning, and two to look at
again."""


@dataclass(frozen=True, slots=True)
class Nights:
    """Where nights run: with which environment, over which sources."""

    env: dict[str, str]
    sources: Path

    def fazhi(self, *words: object) -> CompletedProcess[str]:
        """A command to its end."""
        command = [str(FAZHI), *map(str, words)]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=NIGHT_SECONDS, check=False)
        return CompletedProcess(command, done.returncode, done.stdout, done.stderr)

    def full(self, data: Path) -> CompletedProcess[str]:
        """A night to its end."""
        return self.fazhi("nightly", "--data", data, "--sources", self.sources)

    @contextmanager
    def begun(self, data: Path) -> Iterator[Popen[str]]:
        """A night under way, in a group of processes of its own, of which nothing is left in the end."""
        command = [str(FAZHI), "nightly", "--data", str(data), "--sources", str(self.sources)]
        log = data.parent / "night.log"
        with (
            log.open("w", encoding="utf-8") as output,
            Popen(command, env=self.env, stdout=output, stderr=output, text=True, start_new_session=True) as night,
        ):
            try:
                yield night
            finally:
                end(night)

    def caught(self, data: Path, moment: Moment, do: Callable[[Popen[str]], None]) -> bool:
        """Begin a night, hold it at the moment, do something to it, and let what is left of it go on to its end;
        False where the moment went by unseen."""
        with self.begun(data) as night:
            while night.poll() is None:
                if not moment(data):
                    continue
                night.send_signal(signal.SIGSTOP)
                seen = moment(data)
                if seen:
                    do(night)
                night.send_signal(signal.SIGCONT)
                if seen:
                    return self._ended(night)
        return False

    @staticmethod
    def _ended(night: Popen[str]) -> bool:
        """Wait for the night's end; one that hangs is ended."""
        try:
            night.wait(NIGHT_SECONDS)
        except subprocess.TimeoutExpired:
            end(night)
        return True


def kill(night: Popen[str]) -> None:
    """The flow's process alone."""
    night.kill()
    night.wait()


def end(night: Popen[str]) -> None:
    """Every process of the night's group, at once."""
    try:
        os.killpg(night.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    night.wait()


def first_release(nights: Nights, parent: Path) -> Path:
    """A data directory with the demo's divisions and a release of two of its portals."""
    data, sources = parent / "data", Path(shutil.copytree(nights.sources, parent / "sources"))
    data.mkdir()
    shutil.copy(ROOT / "demo" / "divisions.tsv", data)
    (sources / f"{NEW}.yml").unlink()
    done = Nights(nights.env, sources).full(data)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return data


def copy_of(data: Path, parent: Path) -> Path:
    """A copy of a data directory."""
    parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copytree(data, parent / "data", symlinks=True))
