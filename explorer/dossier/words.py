"""What a report's page calls things, and the words of the warehouse's columns: in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.words import words


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages; `en` is empty for a word that the report itself uses."""

    zh: str
    en: str


def label(group: str, word: str) -> Label:
    """The label of a word of a group; a word that is not listed (全县, 一审, a new check) stands for itself."""
    found = words().get(f"{group}.{word}")
    return Label(found["zh"], found["en"]) if found else Label(word, "")
