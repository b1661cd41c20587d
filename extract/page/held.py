"""A document that a page holds unseen until its script shows it: in a control, a template, a string of the script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.html import HtmlElement, parse
from extract.page.flow import Flow, read_flow
from extract.page.labels import labels
from extract.page.lines import Line, is_prose

HELD_LENGTH = 150
HELD_SENTENCES = 2
"""Least characters, and lines that read like sentences, of a text that stands in for a body that is not shown. The
summaries for sharing that pages hide are one paragraph, and windows that open on a click have fewer characters."""

MARKUP = re.compile(r"<(?:p|div|br|span|section|table)\b", re.IGNORECASE)
TEMPLATES = frozenset(("text/html", "text/template", "text/plain", "text/x-template"))
STRING = re.compile(r""""(?:[^"\\]|\\.)*+(?:"|\\?\Z)|'(?:[^'\\]|\\.)*+(?:'|\\?\Z)""", re.DOTALL)
"""A string of a script; one that is not closed goes to its end, so that no part of it is looked at again."""


@dataclass(frozen=True, slots=True)
class Held:
    """The lines of a document, and the fields that the script states beside it, as `<meta>` values are given."""

    flow: Flow
    values: dict[str, list[str]]


def _string(literal: str) -> str:
    """The text that a script's string stands for; nothing where it is no string that we can read."""
    inner = literal[1:-1].replace("\\'", "'")
    if literal[0] == "'":
        inner = re.sub(r'(?<!\\)"', '\\"', inner)
    try:
        return str(json.loads(f'"{inner}"', strict=False))
    except json.JSONDecodeError:  # an escape of JavaScript that JSON lacks: a browser may read it, we can't
        return ""


def _held(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """The texts that the page's controls, templates and scripts hold, each with the script that it stands in."""
    for node in root.iter("textarea", "input", "script", "template", "noscript"):
        text = "".join(node.itertext())
        if node.tag == "input":
            yield node.get("value") or "", ""
        elif node.tag != "script" or (node.get("type") or "").lower() in TEMPLATES:
            yield text, ""
        elif len(text) >= HELD_LENGTH:
            literals = (literal[0] for literal in STRING.finditer(text))
            yield from ((_string(literal), text) for literal in literals if len(literal) >= HELD_LENGTH)


def _values(script: str) -> dict[str, list[str]]:
    """What a script states in fields whose names are known."""
    found: dict[str, list[str]] = {}
    for name, label in labels().script.items():
        stated = re.search(rf"""["']?\b{re.escape(name)}["']?\s*[:=]\s*["']([^"'\\<>]{{1,200}})["']""", script)
        if stated and label.field:
            found.setdefault(label.field, []).append(stated[1])
    return found


def is_document(lines: Sequence[Line]) -> bool:
    """Whether lines that no reader sees at first are a document's."""
    return sum(len(line.text) for line in lines) >= HELD_LENGTH and sum(map(is_prose, lines)) >= HELD_SENTENCES


def held(root: HtmlElement) -> Held | None:
    """The longest document that a control, a template or a script of the page holds as markup, or None."""
    marked = ((text, script) for text, script in _held(root) if MARKUP.search(text))
    longest, script = max(marked, key=lambda each: len(each[0]), default=("", ""))
    if len(longest) < HELD_LENGTH:
        return None
    flow = read_flow(parse(longest).body)
    return Held(flow, _values(script)) if is_document(flow.lines) else None
