"""The words of the explorer's own in both languages: `words.tsv`, of which each line is used."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from extract.errors import KnowledgeError

Language = Literal["zh", "en"]

FILE = "words.tsv"
COLUMNS = ["key", "zh", "en"]


@cache
def words() -> dict[str, dict[Language, str]]:
    """All words by their keys. Raises KnowledgeError naming the line that is not as it should be."""
    lines = resources.files("explorer").joinpath(FILE).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != COLUMNS:
        raise KnowledgeError(f"explorer/{FILE}: the columns are {lines[0].split()}, not {COLUMNS}")
    found: dict[str, dict[Language, str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells):
            raise KnowledgeError(f"explorer/{FILE} line {number}: not three cells, each filled: {line!r}")
        key, zh, en = cells
        if key in found:
            raise KnowledgeError(f"explorer/{FILE} line {number}: {key} stands there already")
        found[key] = {"zh": zh, "en": en}
    return found


def word(key: str, language: Language) -> str:
    """A word of ours. Raises KnowledgeError for one that the file does not have."""
    if key not in words():
        raise KnowledgeError(f"explorer/{FILE}: there is no {key!r}", "Write a line for it, in both languages.")
    return words()[key][language]


def value_word(group: str, value: object, language: Language) -> str:
    """The word for a value of a column, such as the group `level` and `county`; one that has none stands for itself."""
    found = words().get(f"{group}.{value}")
    return found[language] if found else str(value)
