"""A document that a page holds as an object in a script, for the browser to show (`window._CONFIG = {DETAIL: {…}}`)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from extract.page.labels import labels

DETAIL = re.compile(r"""["']?DETAIL["']?\s*[:=]\s*(?=\{)""")
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
