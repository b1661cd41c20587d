"""Characters that stand for others, read strictly from repairs.yml and from Unicode's own tables."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.errors import KnowledgeError
from extract.knowledge import read_yaml

COMPATIBILITY = (range(0x2E80, 0x2FD6), range(0xF900, 0xFB00))
"""Radicals and compatibility ideographs: Unicode names for each the character that it looks like."""
CODE_POINT = re.compile("[0-9A-F]{4}")


@dataclass(frozen=True, slots=True)
class Swaps:
    """Characters that stand for others (repairs.yml): look-alikes, and the pairs that tell the scripts apart."""

    lookalikes: dict[str, str]
    telling: tuple[tuple[str, str], ...]
    """A traditional form and its simplified one."""


def _pairs(name: str, words: str) -> list[tuple[str, str]]:
    pairs = words.split()
    for pair in pairs:
        if len(pair) != 2:
            raise KnowledgeError(f"extract/data/repairs.yml, {name}: {pair!r} is no pair of characters")
    return [(pair[0], pair[1]) for pair in pairs]


def _compatibility() -> dict[str, str]:
    named = {chr(code): unicodedata.normalize("NFKC", chr(code)) for codes in COMPATIBILITY for code in codes}
    return {old: new for old, new in named.items() if new != old and len(new) == 1}


def read_swaps(data: dict[str, Any]) -> Swaps:
    """The content of repairs.yml. Raises KnowledgeError where a key is missing or unknown, or an entry is no pair."""
    if set(data) != {"radicals", "private_use", "telling"}:
        raise KnowledgeError(f"extract/data/repairs.yml has the keys {sorted(data)}")
    private: dict[str, str] = {}
    for code, reading in data["private_use"].items():
        if not CODE_POINT.fullmatch(code) or len(reading) != 1:
            raise KnowledgeError(
                f"extract/data/repairs.yml, private_use: {code!r} is no code point, or {reading!r} not one character"
            )
        private[chr(int(code, 16))] = reading
    known = _compatibility() | dict(_pairs("radicals", data["radicals"])) | private
    return Swaps(known, tuple(_pairs("telling", data["telling"])))


@cache
def swaps() -> Swaps:
    """What repairs.yml says."""
    return read_swaps(read_yaml("repairs.yml"))
