"""Which automatic list a paragraph of a .docx belongs to, by numbering.xml and styles.xml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extract.page.files.markup import child, children, is_on, tag, value
from extract.page.files.numbering import Counters, Level, List

STYLES_DEEP = 20
"""Most styles that build on one another; a circle ends here."""

NO_LIST = "0"
"""The list of a paragraph that its style's list is taken from."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A list and a level as a paragraph or style names them."""

    list_id: str | None = None
    level: str | None = None


def _number(node: Any | None, otherwise: int) -> int:
    said = value(node) if node is not None else None
    return int(said) if said and said.lstrip("-").isdigit() else otherwise


def _level(node: Any) -> Level:
    way, text = child(node, "numFmt"), child(node, "lvlText")
    restart = child(node, "lvlRestart")
    suffix = child(node, "suff")
    return Level(
        way=(value(way) if way is not None else None) or "decimal",
        text=(value(text) if text is not None else None) or "",
        start=_number(child(node, "start"), 0),
        restart=None if restart is None else _number(restart, 0),
        legal=is_on(child(node, "isLgl")),
        space=suffix is not None and value(suffix) == "space",
    )


def _by_level(node: Any, name: str) -> Iterator[tuple[int, Any]]:
    for each in children(node, name):
        level = value(each, "ilvl")
        if level and level.isdigit():
            yield int(level), each


def _named(properties: Any | None) -> _Named:
    node = child(properties, "numPr") if properties is not None else None
    if node is None:
        return _Named()
    list_id, level = child(node, "numId"), child(node, "ilvl")
    return _Named(
        value(list_id) if list_id is not None else None,
        value(level) if level is not None else None,
    )


class WordLists:
    """The lists of one document. `mark` must be asked for every paragraph, in the document's order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._styles = (
            {value(each, "styleId") or "": each for each in children(styles, "style")} if styles is not None else {}
        )
        self._default = next((key for key, each in self._styles.items() if _is_default(each)), "")
        roots = list(numbering) if numbering is not None else []
        self._abstract = {value(each, "abstractNumId"): each for each in roots if tag(each) == "abstractNum"}
        self._nums = {value(each, "numId"): each for each in roots if tag(each) == "num"}
        self._lists: dict[str, List | None] = {}
        self._levels_of_styles: dict[tuple[str, str], int] = {}
        self._counters = Counters()

    def mark(self, properties: Any | None) -> str:
        """What Word shows before a paragraph of these properties (`<w:pPr>`), empty where it shows nothing."""
        style = self.style(properties)
        own = _named(properties)
        found = next((each for each in [own, *self._chain(style)] if each.list_id is not None), own)
        if found.list_id in (None, NO_LIST):
            return ""
        listed = self._list(found.list_id or "")
        if listed is None:
            return ""
        level = own.level or found.level
        at = int(level) if level and level.isdigit() else self._levels_of_styles.get((found.list_id or "", style), 0)
        return self._counters.next(listed, at)

    def style(self, properties: Any | None) -> str:
        """The id of the style that a paragraph has."""
        node = child(properties, "pStyle") if properties is not None else None
        return (value(node) if node is not None else None) or self._default

    def name(self, style: str) -> str:
        """A style's name, lower case (`toc 1`)."""
        node = child(self._styles[style], "name") if style in self._styles else None
        return ((value(node) if node is not None else None) or "").lower()

    def _chain(self, style: str) -> Iterator[_Named]:
        """What a style, and those that it builds on, say of lists."""
        for _ in range(STYLES_DEEP):
            node = self._styles.get(style)
            if node is None:
                return
            yield _named(child(node, "pPr"))
            based = child(node, "basedOn")
            style = (value(based) if based is not None else None) or ""

    def _list(self, list_id: str) -> List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> List | None:
        num = self._nums.get(list_id)
        pointer = child(num, "abstractNumId") if num is not None else None
        abstract = self._abstract.get(value(pointer)) if pointer is not None else None
        if num is None or abstract is None:
            return None
        abstract = self._linked(abstract)
        levels: dict[int, Level] = {}
        for at, node in _by_level(abstract, "lvl"):
            levels[at] = _level(node)
            style = child(node, "pStyle")
            if style is not None:
                self._levels_of_styles[list_id, value(style) or ""] = at
        starts = _overridden(num, levels)
        return List(list_id, value(abstract, "abstractNumId") or "", levels, starts)

    def _linked(self, abstract: Any) -> Any:
        """The list that a list names by a style of lists, else itself."""
        link = child(abstract, "numStyleLink")
        style = self._styles.get(value(link) or "") if link is not None else None
        named = _named(child(style, "pPr")) if style is not None else _Named()
        num = self._nums.get(named.list_id)
        pointer = child(num, "abstractNumId") if num is not None else None
        return self._abstract.get(value(pointer), abstract) if pointer is not None else abstract


def _is_default(style: Any) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")


def _overridden(num: Any, levels: dict[int, Level]) -> Mapping[int, int]:
    """The first numbers that are a list's own; levels that it has for itself are put in place."""
    starts: dict[int, int] = {}
    for at, node in _by_level(num, "lvlOverride"):
        own, start = child(node, "lvl"), child(node, "startOverride")
        if own is not None:
            levels[at] = _level(own)
        if start is not None:
            starts[at] = _number(start, 1)
            if at in levels:
                levels[at] = replace(levels[at], start=starts[at])
    return starts
