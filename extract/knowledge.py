"""Strict readers of the project's own data files. What a loader does not know is an error that names file and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

import yaml

from extract.errors import KnowledgeError


def data_text(name: str) -> str:
    """The text of `extract/data/<name>`."""
    return resources.files("extract").joinpath("data", name).read_text(encoding="utf-8")


def nearest(word: str, known: Iterable[str]) -> str:
    """` (did you mean "…"?)` with the known word nearest to `word`, or an empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f' (did you mean "{close[0]}"?)' if close else ""


def read_tsv(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated data file whose first line must be exactly `columns`.

    Raises KnowledgeError for another header or a row of another length.
    """
    lines = data_text(name).splitlines()
    if tuple(lines[0].split("\t")) != columns:
        raise KnowledgeError(f"extract/data/{name}: the columns are {lines[0].split(chr(9))}, not {list(columns)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise KnowledgeError(f"extract/data/{name} line {number}: {len(cells)} cells, {len(columns)} columns")
        yield dict(zip(columns, cells, strict=True))


@cache
def read_yaml(name: str) -> Any:
    """The parsed content of a YAML data file. Raises KnowledgeError where it is no YAML."""
    try:
        return yaml.load(data_text(name), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"extract/data/{name} is not YAML: {error}") from error
