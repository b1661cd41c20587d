"""Errors in words."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

from extract.errors import FazhiError


def reason(error: BaseException) -> str:
    """One line that says what went wrong: the message of an error of ours, else type, message and place of a bug."""
    if isinstance(error, FazhiError):
        return error.message
    frames = extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}: {error}"
