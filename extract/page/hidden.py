"""What a page hides from its readers: by an element's own style, or by a rule of the page's own style sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from extract.html import HtmlElement
from extract.page.elements import length

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
        if sheet.get("media", "all").lower() in ("all", "screen", ""):
            ruled = _ruled("".join(sheet.itertext()))
            hidden |= ruled[0]
            shown |= ruled[1]
    return frozenset(hidden - shown)


@lru_cache(maxsize=64)
def _ruled(sheet: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a sheet hides, and those that it shows. The pages of a site have the same ones."""
    hidden: set[str] = set()
    shown: set[str] = set()
    rules = RULE.findall(MEDIA.sub("", sheet)) if UNSEEN.search(sheet) else ()
    for selectors, rule in rules:
        if SHOWN.search(rule):
            shown.update(name.lower() for name in SIMPLE.findall(selectors))
        elif UNSEEN.search(rule):
            alone = (selector.strip() for selector in selectors.split(","))
            hidden.update(name.lower() for name in alone if SIMPLE.fullmatch(name))
    return frozenset(hidden), frozenset(shown)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a style says of its element alone."""

    unseen: bool = False
    sizeless: bool = False
    faint: bool = False


NOTHING_SAID = _Said()


@lru_cache(maxsize=4096)
def _said(style: str) -> _Said:
    """A style read; those of a page are much the same from paragraph to paragraph."""
    size = FONT_SIZE.search(style)
    sizeless = size is not None and not float(size[1].strip(".") or 0)
    return _Said(bool(UNSEEN.search(style)), sizeless, bool(FAINT.search(style)))


def _is_shrunk(node: HtmlElement) -> bool:
    """Whether no element within one whose letters have no size gives them one."""
    sizes = (FONT_SIZE.search(inner.get("style") or "") for inner in islice(node.iterdescendants(), WITHIN))
    return not any(size and float(size[1].strip(".") or 0) for size in sizes)


def _is_mark(node: HtmlElement) -> bool:
    """Whether an inline element in the page's own colour is a mark among the words of a line."""
    around = [each for each in islice(node.iterancestors(), WITHIN) if each.tag not in PAGE]
    if any(each.get("bgcolor") or "background" in (each.get("style") or "") for each in (node, *around)):
        return False
    block = next((each for each in around if each.tag not in INLINE), node)
    own = length(node, MARK_LENGTH)
    return own < MARK_LENGTH and length(block, 2 * own + 1) > 2 * own


def is_hidden(node: HtmlElement, attributes: Mapping[str, str], names: frozenset[str] = frozenset()) -> bool:
    """Whether an element's attributes, or the names that the page's style sheets hide, keep it from readers."""
    style = attributes.get("style")
    said = _said(style) if style else NOTHING_SAID
    if said.unseen or (said.sizeless and _is_shrunk(node)) or "hidden" in attributes:
        return True
    if style or node.tag == "font":
        white = said.faint or attributes.get("color", "").lower() in WHITE
        if white and node.tag in INLINE and _is_mark(node):
            return True
    if not names:
        return False
    classes = (f".{name}" for name in attributes.get("class", "").lower().split())
    return f"#{attributes.get('id', '').strip().lower()}" in names or any(name in names for name in classes)
