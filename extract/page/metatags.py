"""What a page's `<meta>` tags say of the document, by the names that labels.tsv lists."""

from __future__ import annotations

import re

from extract.html import HtmlElement
from extract.page.labels import Label, labels
from extract.page.lines import line, squeeze

COLON = re.compile("[:：]")

UNFILLED = re.compile(r"\$\{|<%|\{\{")
"""A template's variable that the site left in its page."""


def _without_label(value: str, label: Label) -> str:
    """A tag's value without the field's own visible label that the site wrote before it (`来源：县政府办`)."""
    colon = COLON.search(value)
    stated = labels().visible.get(squeeze(value[: colon.start()])) if colon else None
    return value[colon.end() :].strip() if colon and stated and stated.field == label.field else value


def meta_values(root: HtmlElement) -> dict[str, list[str]]:
    """Field to its values, the surest name first, white space folded. Empty and unfilled tags are left out."""
    found: list[tuple[int, str, str]] = []
    for node in root.iter("meta"):
        name = (node.get("name") or node.get("property") or "").strip().lower()
        label = labels().meta.get(name)
        if label is None or label.field is None:
            continue
        value = _without_label(line(node.get("content") or "").text, label)
        if value and not UNFILLED.search(value):
            found.append((label.rank, label.field, value))
    values: dict[str, list[str]] = {}
    for _, field, value in sorted(found, key=lambda row: row[0]):
        values.setdefault(field, []).append(value)
    return values
