"""What a page calls the words of the warehouse's columns: words.tsv, Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from extract.errors import KnowledgeError

FILE = "words.tsv"
COLUMNS = ["group", "word", "zh", "en"]


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages; `en` is empty for a word that the report itself uses."""

    zh: str
    en: str


def label(group: str, word: str) -> Label:
    """The label of a word of a group; a word that is not listed (全县, 一审, a new check) stands for itself."""
    return _labels().get((group, word)) or Label(word, "")


@cache
def _labels() -> dict[tuple[str, str], Label]:
    lines = resources.files("flows.pages").joinpath(FILE).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    if rows[0] != COLUMNS:
        raise KnowledgeError(f"flows/pages/{FILE}: the columns are {rows[0]}, not {COLUMNS}")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(COLUMNS):
            raise KnowledgeError(f"flows/pages/{FILE} line {number}: {len(row)} cells, {len(COLUMNS)} columns")
    return {(group, word): Label(zh, en) for group, word, zh, en in rows[1:]}
