"""Examples of SQL: those of docs/queries.md, which the package brings along."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extract.errors import KnowledgeError

FILE = "queries.md"
"""A link to docs/queries.md; a package that is built has the file."""

_EXAMPLE = re.compile(r"(?ms)^### (?P<title>[^\n]+)\n+(?P<said>.*?)```sql\n(?P<sql>.*?)\n```")


@dataclass(frozen=True, slots=True)
class Example:
    """A question that is often asked: what it is called, what to beware of, and its query."""

    title: str
    said: str
    sql: str

    @property
    def key(self) -> str:
        """Its title as a key of words: `published_in_time`."""
        return re.sub(r"\W+", "_", self.title.lower()).strip("_")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Examples of one kind."""

    title: str
    examples: tuple[Example, ...]

    @property
    def key(self) -> str:
        """Its title as a key of words: `what_is_missing`."""
        return self.title.lower().replace(" ", "_")


@cache
def chapters() -> tuple[Chapter, ...]:
    """All examples in their order. Raises KnowledgeError where the file has none."""
    text = resources.files("explorer").joinpath(FILE).read_text(encoding="utf-8")
    parts = re.split(r"(?m)^## (.+)$", text)[1:]
    found = [
        Chapter(title, tuple(Example(*each.group("title", "said", "sql")) for each in _EXAMPLE.finditer(told)))
        for title, told in zip(parts[::2], parts[1::2], strict=True)
    ]
    if not found or not all(chapter.examples for chapter in found):
        raise KnowledgeError(f"explorer/{FILE}: a chapter without examples", "Each ### needs its block of SQL.")
    return tuple(found)
