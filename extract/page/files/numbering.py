"""What Word puts before the items of automatic lists: 一、（一）1. None of it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.page.files.counting import WITHOUT_NUMBER, counted

PLACE = re.compile(r"%([1-9])")
ENDS_MARK = re.compile(r"[、，.．。:：)）〕】]$")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its way of counting, its text (`（%1）`: the numbers of levels 1 to 9), its first number.

    `restart`: the level (from 1) whose items begin the count anew, 0: none, None: every one above. `legal`: the
    numbers of the levels above are decimals. `space`: a blank follows, not a tab.
    """

    way: str
    text: str
    start: int = 1
    restart: int | None = None
    legal: bool = False
    space: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it by `name`: `key` is shared by those that count on together, `starts` are its own
    first numbers by level, which it begins with where it is first used."""

    name: str
    key: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)


class Counters:
    """Counts through a document's lists, item by item in the document's order."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, found: List, level: int) -> str:
        """The mark of the next item of a list, from level 0; empty for a bullet. What follows it is part of it."""
        form = found.levels.get(level)
        if form is None:
            return ""
        counts = self._counts.setdefault(found.key, {})
        counts[level] = self._number(found, level, counts, form)
        for deeper in [each for each in counts if each > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or restart > level:
                del counts[deeper]
        return self._shown(found, form, counts)

    def _number(self, found: List, level: int, counts: Mapping[int, int], form: Level) -> int:
        own = found.starts.get(level)
        if own is not None and (found.name, level) not in self._begun:
            self._begun.add((found.name, level))
            return own
        return counts[level] + 1 if level in counts else form.start

    def _shown(self, found: List, form: Level, counts: Mapping[int, int]) -> str:
        if form.way in WITHOUT_NUMBER and not PLACE.search(form.text):
            return "" if form.way == "bullet" else form.text

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = found.levels.get(at, form)
            way = "decimal" if form.legal else other.way
            return "" if way in WITHOUT_NUMBER else counted(counts.get(at, other.start), way)

        mark = PLACE.sub(number, form.text).strip()
        return mark if not form.space and ENDS_MARK.search(mark) else f"{mark} "
