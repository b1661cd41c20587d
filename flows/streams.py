"""The command's own output: readable in every locale, and told where it cannot be written."""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path


def settle() -> None:
    """Make stdout and stderr fit to print to: closed ones lead nowhere, and no character is an error.

    ASCII is what an unset locale falls back to; nobody wants Chinese in it, so it becomes UTF-8.
    """
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="backslashreplace")


def flush() -> OSError | None:
    """Write out what is held back; gives the error that kept it from being written, after which nothing more is."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return error
    return None
