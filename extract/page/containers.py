"""Where government sites are known to keep body and title (containers.tsv): classes, identifiers, tags, marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extract.errors import KnowledgeError
from extract.html import HtmlElement
from extract.knowledge import nearest, read_tsv

KINDS = ("mark", "editor", "class", "id", "tag", "title-class", "title-id", "title-tag")
"""A `mark` is part of a comment, or the name of a `<meta>`, that stands before the body; `ends` is its like behind it.
The others name an element, an `editor` by a class that editors write around a document's text and around nothing else:
several of one kind may hold one text. Case does not count. The surest come first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What comments, or `<meta>` names, before and after a body hold."""

    begins: str
    ends: str
    rank: int


@dataclass(frozen=True, slots=True)
class Containers:
    """Elements by what names them, `.class`, `#id` or tag, to their rank (0 is the surest); the ranks of editors; the
    marks."""

    bodies: dict[str, int]
    editors: frozenset[int]
    titles: dict[str, int]
    marks: tuple[Mark, ...]


KEYS = {"editor": ".{}", "class": ".{}", "id": "#{}", "tag": "{}"}


def containers_from(rows: Iterable[Mapping[str, str]]) -> Containers:
    """Containers of rows with `kind`, `name`, `ends`. Raises KnowledgeError for an unknown kind, and for a mark without
    its end."""
    bodies: dict[str, int] = {}
    titles: dict[str, int] = {}
    editors: set[int] = set()
    marks: list[Mark] = []
    for rank, row in enumerate(rows):
        kind, name = row["kind"], row["name"].lower()
        if kind not in KINDS:
            raise KnowledgeError(f"extract/data/containers.tsv: no kind {kind!r}{nearest(kind, KINDS)}")
        if (kind == "mark") != bool(row["ends"]):
            raise KnowledgeError(f"extract/data/containers.tsv: {name!r}: a mark has an end, an element has none")
        if row["ends"]:
            marks.append(Mark(name, row["ends"].lower(), rank))
        elif kind.startswith("title-"):
            titles[KEYS[kind.removeprefix("title-")].format(name)] = rank
        else:
            bodies[KEYS[kind].format(name)] = rank
            editors |= {rank} if kind == "editor" else set()
    return Containers(bodies, frozenset(editors), titles, tuple(marks))


@cache
def containers() -> Containers:
    """The shipped containers."""
    return containers_from(read_tsv("containers.tsv", ("kind", "name", "ends")))


def keys_of(node: HtmlElement) -> list[str]:
    """What names an element: its tag, `#id` and `.class`es, lower case."""
    keys = [node.tag]
    identifier, classes = node.get("id"), node.get("class")
    if identifier:
        keys.append(f"#{identifier.strip().lower()}")
    if classes:
        keys += [f".{name}" for name in classes.lower().split()]
    return keys


def best_rank(keys: list[str], ranks: dict[str, int]) -> int | None:
    """The surest rank among an element's keys, or None."""
    found = [ranks[key] for key in keys if key in ranks]
    return min(found) if found else None
