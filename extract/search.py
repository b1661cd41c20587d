"""Searches that the standard library lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.needs import Signs, first_class, last_characters


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last of the matches that `finditer` finds, or None."""
    match = pattern.search(text)
    for later in pattern.finditer(text) if match else ():
        match = later
    return match


@dataclass(frozen=True, slots=True)
class Ending:
    """A pattern at the end of a text, looked for only where the text's last character can be its last."""

    pattern: re.Pattern[str]
    last: Signs | None

    def search(self, text: str) -> re.Match[str] | None:
        """The pattern where the text ends with it; a line feed behind it does not count."""
        return self.pattern.search(text) if self.last is None or text[-1:] in self.last else None


def ending(pattern: str) -> Ending:
    """A pattern to be found at the end of texts."""
    last = last_characters(pattern)
    return Ending(re.compile(f"(?:{pattern})$"), last and last | {"\n"})


def opened(pattern: str) -> re.Pattern[str]:
    """The pattern, of whose alternatives none is tried at a character that begins no match.

    Worth it where alternatives are many and begin with more than a plain character: `re` then tries each everywhere.
    """
    first = first_class(pattern)
    return re.compile(f"(?={first})(?:{pattern})" if first else pattern)
