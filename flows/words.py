"""The words of a command line, held to what they can mean: types for argparse."""

from __future__ import annotations

import os
import re
from argparse import ArgumentTypeError
from pathlib import Path

from extract.errors import UsageError

YEARS = r"^(19|20)\d\d(-(19|20)\d\d)?$"
"""A year or a range of years, both ends in it."""


def filled(word: str) -> str:
    """A word that is not blank, in Unicode also where the locale reads arguments as ASCII."""
    if not word.strip():
        raise ArgumentTypeError("it is empty")
    return os.fsencode(word).decode(errors="replace")


def names(word: str) -> tuple[str, ...]:
    """Names parted by commas, none of them empty."""
    return tuple(filled(name) for name in word.split(","))


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


def count(word: str) -> int:
    """A number of things, at least one."""
    if not word.isdecimal() or int(word) < 1:
        raise ArgumentTypeError(f'"{word}" is no number of at least 1')
    return int(word)


def scheduler(word: str) -> str:
    """The address of a Dask scheduler."""
    kind, _, rest = word.partition("://")
    host, _, port = rest.rpartition(":")
    if kind not in ("tcp", "tls") or not host or not port.isdecimal():
        raise ArgumentTypeError(f'"{word}" is not of the form tcp://HOST:PORT')
    return word


def port(word: str) -> int:
    """A TCP port that needs no privilege."""
    if not word.isdecimal() or not 1024 <= int(word) <= 65535:
        raise ArgumentTypeError(f'"{word}" is no port from 1024 to 65535')
    return int(word)


def parameter(word: str) -> tuple[str, str]:
    """A name of SQL and what it stands for, which may be empty."""
    name, equals, value = word.partition("=")
    if not (equals and name.isidentifier()):
        raise ArgumentTypeError(f'"{word}" is not of the form NAME=VALUE')
    return filled(name), os.fsencode(value).decode(errors="replace")


def seconds(word: str) -> float:
    """A length of time."""
    try:
        return float(word)
    except ValueError:
        raise ArgumentTypeError(f'"{word}" is no number of seconds') from None


def megabytes(word: str) -> int:
    """A size of memory, in MB where no unit is written."""
    size = re.fullmatch(r"([0-9]+)(M|MB|G|GB)?", word.upper())
    if not size:
        raise ArgumentTypeError(f'"{word}" is no size, such as 500MB or 4GB')
    return int(size[1]) * (1000 if size[2] in ("G", "GB") else 1)


def years(word: str) -> str:
    """Years of reports, `2014` or `2012-2016`."""
    if not re.match(YEARS, word):
        raise ArgumentTypeError(f'"{word}" is no year and no range of years, such as 2012-2016')
    try:
        years_of(word)
    except UsageError as error:
        raise ArgumentTypeError(error.message) from error
    return word


def years_of(word: str) -> range:
    """The years that a word of the form `YEARS` means. Raises UsageError where the last comes before the first."""
    first, _, last = word.partition("-")
    if last and int(last) < int(first):
        raise UsageError(f"years {word} end before they begin", f"Write {last}-{first}.")
    return range(int(first), int(last or first) + 1)
