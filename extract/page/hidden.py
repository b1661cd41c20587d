"""What a page hides from its readers: by an element's own style, or by a rule of the page's own style sheets."""

from __future__ import annotations

import re
from itertools import islice

from extract.html import HtmlElement

UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-(?:999|\d{4,})", re.IGNORECASE
)
FONT_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)", re.IGNORECASE)
FAINT = re.compile(
    r"(?:^|[;\s])(?:opacity\s*:\s*0(?:\.0+)?|color\s*:\s*(?:#fff(?:fff)?|white|rgb\(255,\s*255,\s*255\)))\s*(?:;|!|$)",
    re.IGNORECASE,
)
"""What makes a mark against copying unseen within a line. A whole line in white stands on some colour."""

WHITE = frozenset(("#fff", "#ffffff", "white"))
INLINE = frozenset(("span", "font", "i", "em", "b", "strong", "a", "u", "label", "ins", "small", "sub", "sup", "code"))
PAGE = frozenset(("html", "body"))

MARK_LENGTH = 60
"""Longest mark against copying: the site's name or address."""
WITHIN = 200
"""How many elements around, or in, an element are looked at."""

MEDIA = re.compile(r"@[\w-]++[^{};@]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}|/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
"""Rules for printers and telephones, and notes."""
RULE = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")
SIMPLE = re.compile(r"[.#][\w-]+")
SHOWN = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.IGNORECASE)


def hidden_names(root: HtmlElement) -> frozenset[str]:
    """The names, `.class` and `#id` in lower case, that a page's `<style>` hides whatever they stand in.

    A name that another rule shows again (`.tab.on {display: block}`) is its script's to switch, and not hidden.
    """
    hidden: set[str] = set()
    shown: set[str] = set()
    for sheet in root.iter("style"):
        text = "".join(sheet.itertext())
        if not UNSEEN.search(text) or sheet.get("media", "all").lower() not in ("all", "screen", ""):
            continue
        for selectors, rule in RULE.findall(MEDIA.sub("", text)):
            if SHOWN.search(rule):
                shown.update(name.lower() for name in SIMPLE.findall(selectors))
            elif UNSEEN.search(rule):
                alone = (selector.strip() for selector in selectors.split(","))
                hidden.update(name.lower() for name in alone if SIMPLE.fullmatch(name))
    return frozenset(hidden - shown)


def _is_shrunk(node: HtmlElement, style: str) -> bool:
    """Whether its letters, and those of all elements in it, have no size."""
    size = FONT_SIZE.search(style)
    if size is None or float(size[1].strip(".") or 0):
        return False
    sizes = (FONT_SIZE.search(inner.get("style") or "") for inner in islice(node.iterdescendants(), WITHIN))
    return not any(size and float(size[1].strip(".") or 0) for size in sizes)


def _is_faint(node: HtmlElement, style: str) -> bool:
    """Whether it is a mark in the page's own colour among the words of a line."""
    if node.tag not in INLINE or not (FAINT.search(style) or (node.get("color") or "").lower() in WHITE):
        return False
    around = [each for each in islice(node.iterancestors(), WITHIN) if each.tag not in PAGE]
    if any(each.get("bgcolor") or "background" in (each.get("style") or "") for each in (node, *around)):
        return False
    block = next((each for each in around if each.tag not in INLINE), node)
    own = _length(node, MARK_LENGTH)
    return own < MARK_LENGTH and _length(block, 2 * own + 1) > 2 * own


def _length(node: HtmlElement, enough: int) -> int:
    """The number of characters in an element, no further counted than is enough."""
    total = 0
    for text in node.itertext():
        total += len(text)
        if total >= enough:
            break
    return total


def is_hidden(node: HtmlElement, names: frozenset[str] = frozenset()) -> bool:
    """Whether its own attributes, or the names that the page's style sheets hide, keep it from readers."""
    style = node.get("style")
    if style and (UNSEEN.search(style) or _is_shrunk(node, style) or _is_faint(node, style)):
        return True
    if node.get("hidden") is not None or (node.tag == "font" and not style and _is_faint(node, "")):
        return True
    if not names:
        return False
    classes = (f".{name}" for name in (node.get("class") or "").lower().split())
    return f"#{(node.get('id') or '').strip().lower()}" in names or any(name in names for name in classes)
