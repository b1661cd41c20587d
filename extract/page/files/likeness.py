"""Which of several files is the document that a page is titled after, by their names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from extract.page.trim import ALIKE, ends_like_title, key

T = TypeVar("T")

BEFORE_NAME = re.compile(r"^\s*(?:附件|附)\s*[\d一二三四五六七八九十]{0,2}\s*[:：.、]?\s*")
ENDING = re.compile(r"\.[A-Za-z0-9]{2,4}$")
IN_BRACKETS = re.compile(r"[(（〔\[][^()（）〔〕\[\]]*[)）〕\]]$")


def bare_name(name: str) -> str:
    """A file's name without its number among the annexes and its format."""
    return BEFORE_NAME.sub("", ENDING.sub("", name.strip()))


def likeness(name: str, title: str) -> float:
    """How far a file is named like the title, 0 to 1; 0 below `ALIKE`, and for a document of another kind.

    An interpretation or a table has the title's words in its name and another last one.
    """
    said, wanted = key(IN_BRACKETS.sub("", bare_name(name))), key(IN_BRACKETS.sub("", title))
    if not said or not wanted or (said[-2:] != wanted[-2:] and ends_like_title(title)):
        return 0.0
    ratio = difflib.SequenceMatcher(None, said, wanted, autojunk=False).ratio()
    return ratio if ratio >= ALIKE else 0.0


def by_likeness(items: Iterable[T], title: str, name: Callable[[T], str]) -> list[T]:
    """The items, those named like the title first, then in the order in which they came."""
    return sorted(items, key=lambda each: -likeness(name(each), title))
