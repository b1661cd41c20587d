"""What a page's scripts show: a document held as an object (`window._CONFIG = {DETAIL: {…}}`), words they write."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from extract.page.labels import labels

DETAIL = re.compile(r"""["']?DETAIL["']?\s*[:=]\s*(?=\{)""")
WRITTEN_LENGTH = 300
"""Longest script that is read for the words it writes: `var day = "2024-03-28"; document.write(day);`."""
WRITE = re.compile(r"document\.write(?:ln)?\(([^()]*)\)")
ASSIGNED = re.compile(r"""\b(\w+)\s*=\s*(["'])([^"'<>\\]*)\2\s*;""")
LITERAL = re.compile(r"""(["'])([^"'<>\\]*)\1""")
GUARDED = re.compile(r"""\bif\s*\(\s*(\w+)\s*!==?\s*(?:''|"")\s*\)\s*\{([^{}]*)\}""")
"""What a script does if a name has a value: `if (from != '') {…}`."""
DECIDES = re.compile(r"\b(?:if|else|for|while|switch|function|new)\b|[?{]")
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Scripted:
    """The markup of a body, and the fields that the object states beside it, as `<meta>` values are given."""

    markup: str
    values: dict[str, list[str]]


def _stated(value: Any) -> str:
    """A value as text; seconds since 1970 as the day in China."""
    if isinstance(value, int) and value > 0:
        return datetime.fromtimestamp(value, UTC).astimezone(CHINA).date().isoformat()
    return str(value or "").strip()


def scripted(text: str) -> Scripted | None:
    """The document that a script of the page holds, or None where none does."""
    found = DETAIL.search(text)
    if found is None:
        return None
    try:
        detail, _ = json.JSONDecoder().raw_decode(text, found.end())
    except json.JSONDecodeError:  # an object of JavaScript that is no JSON: a browser may read it, we can't
        return None
    if not isinstance(detail.get("content"), str):
        return None
    values: dict[str, list[str]] = {}
    for key, label in labels().script.items():
        if label.field and (value := _stated(detail.get(key))):
            values.setdefault(label.field, []).append(value)
    return Scripted(detail["content"], values)


def written(script: str) -> str:
    """The words that a script writes in its place; nothing where it decides by more than whether a name that it gives
    has a value, computes, or writes markup."""
    if len(script) > WRITTEN_LENGTH or "document.write" not in script:
        return ""
    values = {name: value for name, _, value in ASSIGNED.findall(script)}

    def decided(guarded: re.Match[str]) -> str:
        name, then = guarded.groups()
        return guarded[0] if name not in values else then if values[name] else ""

    script = GUARDED.sub(decided, script)
    if DECIDES.search(script):
        return ""
    said: list[str] = []
    for term in (term.strip() for written in WRITE.findall(script) for term in written.split("+")):
        literal = LITERAL.fullmatch(term)
        if literal is None and term not in values:
            return ""
        said.append(literal[2] if literal else values[term])
    return "".join(said)
