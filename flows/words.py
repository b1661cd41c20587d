"""The words of a command line, held to what they can mean: types for argparse."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from pathlib import Path


def filled(word: str) -> str:
    """A word that is not blank, in Unicode also where the locale reads arguments as ASCII."""
    if not word.strip():
        raise ArgumentTypeError("it is empty")
    return os.fsencode(word).decode(errors="replace")


def query(word: str) -> str:
    """SQL. An empty variable of a shell is the commonest wrong one."""
    if not word.strip():
        raise ArgumentTypeError("the query is empty")
    return filled(word)


def path(word: str) -> Path:
    """A path. An empty one would be the working directory."""
    if not word:
        raise ArgumentTypeError("a path cannot be empty")
    return Path(word)


def address(word: str) -> str:
    """The address of a page."""
    if not word.startswith(("http://", "https://")) or not word.partition("://")[2].strip():
        raise ArgumentTypeError(f'"{word}" does not begin with http:// or https:// and a host')
    return filled(word)
