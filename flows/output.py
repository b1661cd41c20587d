"""Where `--output` leads: a file that appears whole or not at all, or a device or pipe that is written to."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

STDOUT = ("-", "/dev/stdout")


def is_stdout(output: Path) -> bool:
    """Whether the name means the command's own output."""
    return str(output) in STDOUT


@contextmanager
def opened(output: Path) -> Iterator[TextIO]:
    """A stream in UTF-8, which has a `buffer` for bytes. What is no regular file is never replaced by one.

    Raises OSError, which names `output`, where that cannot be written.
    """
    if output.is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a directory; name a file", str(output))
    if not output.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no directory {output.parent}", str(output))
    try:
        with _stream(output) as stream:
            yield stream
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(output)) from error


def _stream(output: Path) -> AbstractContextManager[TextIO]:
    if is_stdout(output):
        return nullcontext(sys.stdout)
    if output.exists() and not output.is_file():
        return output.open("w", encoding="utf-8", newline="")
    return _whole(output.resolve())


@contextmanager
def _whole(output: Path) -> Iterator[TextIO]:
    partial = output.with_name(f".{output.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)
