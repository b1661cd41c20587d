"""The one search that the standard library lacks."""

from __future__ import annotations

import re
from collections import deque


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last of the matches that `finditer` finds, or None."""
    matches = deque(pattern.finditer(text), maxlen=1)
    return matches[0] if matches else None
