"""Files that appear whole or not at all: hidden working directories, and what it takes for a rename to last."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = ".new-"
"""Working directories are hidden and carry the id of the process that fills them: `.new-<pid>-<random>`."""


def new_directory(parent: Path) -> Path:
    """A new hidden directory in `parent` (created where missing), on its file system, so that a rename can end it."""
    parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent))


def leftovers(parent: Path) -> Iterator[Path]:
    """The working directories in `parent` of processes that are no longer alive."""
    for directory in sorted(parent.glob(f"{PREFIX}*")):
        pid = directory.name.removeprefix(PREFIX).split("-")[0]
        if not (pid.isdigit() and _alive(int(pid))):
            yield directory


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sync_file(file: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def sync_directory(directory: Path) -> None:
    """Wait until the names in a directory are on the disk."""
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def digest(file: Path) -> str:
    """The sha256 of a file's content, hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
