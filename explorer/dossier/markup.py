"""HTML that is known to be safe: text becomes `Html` by being escaped, and only `Html` goes into a tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from markupsafe import Markup, escape

from explorer.dossier.words import Label

Html: TypeAlias = Markup

Say: TypeAlias = Callable[[Label], Html]
"""How a label is said: in one language or in both."""

EMPTY = Html()


def text(words: object) -> Html:
    """Words as they are, whatever they are: `<` is shown, never read."""
    return escape(str(words))


def tag(name: str, *content: Html, **attributes: object) -> Html:
    """An element. An attribute is named as in Python (`class_`, `aria_level`); one that is None is left out."""
    stated = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{stated}>{''.join(content)}</{name}>")


def join(parts: Iterable[Html], separator: str = "") -> Html:
    """The parts in a row, with `separator` as text between them."""
    return text(separator).join(parts)


def both(label: Label) -> Html:
    """A label: Chinese, then small the English."""
    if not label.en:
        return text(label.zh)
    return join([text(label.zh), tag("small", text(label.en), lang="en")], " ")


def chinese(label: Label) -> Html:
    """A label in Chinese alone."""
    return text(label.zh)


def english(label: Label) -> Html:
    """A label in English; a word of the report itself stays as it is."""
    return text(label.en) if label.en else tag("span", text(label.zh), lang="zh")
