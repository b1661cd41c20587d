"""Where government sites are known to keep body and title (containers.tsv): classes, identifiers, tags, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.errors import KnowledgeError
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


@dataclass(frozen=True, slots=True)
class Ranks:
    """How sure an element is, by what names it, to hold the body or the title, and which of a page's own `selectors`
    names it: the lower the surer, None where nothing does."""

    body: int | None
    title: int | None
    wanted: int | None


UNNAMED = Ranks(None, None, None)

SELECTOR = re.compile(r"""(?P<tag>[a-z]\w*)?(?:#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)|\[id\^="(?P<begin>[\w-]+)"\])?""")
"""The selectors of CSS that a platform may name its body by."""


class Names:
    """What names the elements that hold body and title: the known containers, and a page's own selectors, the surest
    first. Raises KnowledgeError for a selector of another kind than SELECTOR's."""

    def __init__(self, selectors: tuple[str, ...]) -> None:
        self._known = containers()
        self._selectors = [self._selector(css) for css in selectors]
        tags = {selector["tag"] for selector in self._selectors if selector["tag"]}
        self.tags = {name for name in (*self._known.bodies, *self._known.titles) if name[0] not in ".#"} | tags
        self.ranks = lru_cache(maxsize=4096)(self._ranks)
        """The ranks of an element of this tag, `id` and `class`, empty where it has none."""

    @staticmethod
    def _selector(css: str) -> re.Match[str]:
        if not (css and (match := SELECTOR.fullmatch(css))):
            raise KnowledgeError(f"a body's selector {css!r} is none of tag, .class, #id, tag.class, [id^=…]")
        return match

    def _ranks(self, tag: str, identifier: str, classes: str) -> Ranks:
        keys = keys_of(tag, identifier, classes)
        wanted = (at for at, css in enumerate(self._selectors) if _selects(css, tag, identifier, classes.split()))
        ranks = Ranks(best_rank(keys, self._known.bodies), best_rank(keys, self._known.titles), next(wanted, None))
        return UNNAMED if ranks == UNNAMED else ranks


@cache
def names(selectors: tuple[str, ...]) -> Names:
    """The names of the pages that have these selectors of their own."""
    return Names(selectors)


def _selects(css: re.Match[str], tag: str, identifier: str, classes: list[str]) -> bool:
    """Whether a selector names an element. Letter case counts, unlike in containers.tsv."""
    return (
        css["tag"] in (None, tag)
        and css["id"] in (None, identifier)
        and (css["class"] is None or css["class"] in classes)
        and (css["begin"] is None or identifier.startswith(css["begin"]))
    )


def keys_of(tag: str, identifier: str, classes: str) -> list[str]:
    """What names an element: its tag, `#id` and `.class`es, lower case."""
    keys = [tag]
    if identifier:
        keys.append(f"#{identifier.strip().lower()}")
    return [*keys, *(f".{name}" for name in classes.lower().split())]


def best_rank(keys: list[str], ranks: dict[str, int]) -> int | None:
    """The surest rank among an element's keys, or None."""
    found = [ranks[key] for key in keys if key in ranks]
    return min(found) if found else None
