"""A page as one sees it at a glance: its title, its lines outside of links, its links, what it embeds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from extract.collect.links import DOCUMENT
from extract.html import HtmlElement, parse, select, walk

IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
BLANK_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])")
SPACE = re.compile(r"\s+")

UNSEEN = frozenset(("script", "style", "title", "template", "textarea", "select"))
INLINE = frozenset(("b", "strong", "span", "font", "em", "i", "u", "big", "small", "sub", "sup", "label", "nobr"))
"""Tags that do not end a line."""

FRAMES = "iframe[src], frame[src], embed, object"
PICTURES = "img, video, canvas"
"""What may show a document, or be one, where a page has hardly a word."""


@dataclass(frozen=True)
class Look:
    """What a page shows. Lines have their white space folded; `links` are the words of links, `scripts` their code."""

    title: str
    lines: tuple[str, ...]
    links: tuple[str, ...]
    scripts: str
    frames: int
    pictures: int
    documents: int
    """Links to documents, by their addresses."""
    refresh: str
    """Where a <meta http-equiv=refresh> leads, or nothing."""

    @cached_property
    def running(self) -> int:
        """Ideographs outside of links."""
        return sum(len(IDEOGRAPH.findall(line)) for line in self.lines)

    @cached_property
    def visible(self) -> int:
        """Ideographs, those of links included."""
        return self.running + sum(len(IDEOGRAPH.findall(words)) for words in self.links)


def fold(text: str) -> str:
    """The text in NFKC, its white space folded, none between ideographs."""
    return BLANK_BETWEEN_IDEOGRAPHS.sub("", SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip())


def look_at(text: str) -> Look:
    """What the page of this markup shows."""
    tree = parse(text)
    lines, links = _words(tree)
    return Look(
        title=fold(" ".join(node.text_content() for node in select(tree, "title"))),
        lines=tuple(filter(None, map(fold, lines))),
        links=tuple(filter(None, map(fold, links))),
        scripts="\n".join(node.text_content() for node in select(tree, "script")),
        frames=len(select(tree, FRAMES)),
        pictures=len(select(tree, PICTURES)),
        documents=sum(bool(DOCUMENT.search(unquote(link.get("href") or ""))) for link in select(tree, "a[href]")),
        refresh=_refresh(tree),
    )


def _words(tree: HtmlElement) -> tuple[list[str], list[str]]:
    """The lines outside of links, and the words of each link."""
    lines, links, depth = [""], [""], 0
    for event, node in walk(tree, UNSEEN):
        if event == "comment":
            lines[-1] += node.tail or "" if not depth else ""
            continue
        depth += (event == "start") - (event == "end") if node.tag == "a" else 0
        if node.tag == "a":
            links.append("")
        elif node.tag not in INLINE:
            lines.append("")
        words = node.tail if event == "end" else node.text if node.tag not in UNSEEN else None
        if depth:
            links[-1] += words or ""
        else:
            lines[-1] += words or ""
    return lines, links


def _refresh(tree: HtmlElement) -> str:
    for meta in select(tree, "meta[http-equiv][content]"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            _, _, target = (meta.get("content") or "").partition("=")
            return target.strip(" '\"")
    return ""
