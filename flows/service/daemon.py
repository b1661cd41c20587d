"""A program in the background, known by a file that it holds locked.

The lock is the kernel's, so it falls with the program, however that ended: a file that outlived its program (a kill, a
machine that was restarted) is never taken for a process, whoever bears that number by now.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extract.errors import HeldError, ServiceError

STOP_SECONDS = 30.0
"""Before a program that was asked to end is killed. A worker tells the server what becomes of its run, within ten."""

KILL_SECONDS = 10.0
"""Before a killed program must be gone."""

POLL_SECONDS = 0.1
TOLD_LINES = 12
"""Lines of a log that are told where its program ended: a traceback's last frames and its message."""


@dataclass(frozen=True, slots=True)
class Daemon:
    """The program `name` of the service whose files are in `place`: its process number in `<name>.pid`, its output in
    `<name>.log`."""

    name: str
    place: Path

    @property
    def log(self) -> Path:
        """What the program prints. It is appended to, so that it may be cut off at any time."""
        return self.place / f"{self.name}.log"

    def pid(self) -> int | None:
        """The process while it runs, which is its group, too; None where it does not."""
        while self._file.exists():
            with self._file.open("r+", encoding="utf-8") as file:
                if _lock(file):
                    return None
                if (written := file.read()).isdecimal():
                    return int(written)
            time.sleep(POLL_SECONDS)  # it is just being started
        return None

    def start(self, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> int:
        """Start the program in a session of its own; its process. Raises HeldError where it runs already."""
        self.place.mkdir(parents=True, exist_ok=True)
        with self._file.open("a+", encoding="utf-8") as file, self.log.open("ab") as log:
            if not _lock(file):
                raise HeldError(f"{self.name} runs already, or is just being started", "Look again: fazhi up")
            process = subprocess.Popen(  # noqa: S603 - our own command
                command,
                env=env,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[file.fileno()],
            )
            file.truncate(0)
            file.write(str(process.pid))
        return process.pid

    def stop(self) -> bool:
        """End the program and what it started; False where it did not run. Raises ServiceError where it stays."""
        pid = self.pid()
        if pid is None:
            return False
        for number, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, KILL_SECONDS)):
            with suppress(ProcessLookupError):
                os.killpg(pid, number)
            if self._is_gone_within(seconds):
                return True
        raise ServiceError(
            f"{self.name} (process {pid}) does not end", f"Look at {self.log}, and end it: kill -9 {pid}"
        )

    def require(self) -> None:
        """Raises ServiceError, with the last lines that it printed, where the program does not run."""
        if self.pid() is None:
            last = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TOLD_LINES:]
            told = "\n".join(f"    {line}" for line in last)
            raise ServiceError(f"{self.name} ended. Its last words:\n{told}", f"The whole log is {self.log}")

    @property
    def _file(self) -> Path:
        return self.place / f"{self.name}.pid"

    def _is_gone_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while self.pid() is not None:
            if time.monotonic() > end:
                return False
            time.sleep(POLL_SECONDS)
        return True


def _lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
