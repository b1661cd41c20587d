"""The queries of the explorer: files, each with $names, and how one reads that may be asked again elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

_NAME = re.compile(r"\$([a-z_]+)")


@cache
def query(name: str) -> str:
    """The text of a query, without the semicolon or line break at its end."""
    return resources.files("explorer").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8").rstrip(";\n ")


def names_in(sql: str) -> set[str]:
    """The $names of a query."""
    return set(_NAME.findall(sql))


def filled(sql: str, parameters: Mapping[str, object]) -> str:
    """A query of ours with its parameters written into it, to be shown and copied. Never to be run by us."""
    return _NAME.sub(lambda name: literal(parameters[name[1]]), sql)


def literal(value: object) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    return "'" + str(value).replace("'", "''") + "'"
