"""XML inside documents, read without its namespaces: producers differ in those, and in nothing that matters here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

from extract.errors import PageError
from extract.page.files.bounds import BY_HAND

DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
"""No document of these formats declares entities; a bomb does."""

XML_LIMIT = 40_000_000
"""Most bytes of one part. Three real reports have 40 to 60 KB; the tree of a part takes some ten times its size."""


def read_xml(content: bytes, where: str) -> Any:
    """The root element (lxml, entities left unresolved). Raises PageError for what is no XML, or declares entities."""
    if len(content) > XML_LIMIT:
        raise PageError(f"{where}: {len(content):,} bytes, more than {XML_LIMIT:,}: refused", BY_HAND)
    plain = content.replace(b"\x00", b"")
    if any(word in plain for word in DECLARED):
        raise PageError(f"{where} declares entities: refused", "Open it by hand: no such document needs them.")
    try:
        return parse_xml(content)
    except (SyntaxError, ValueError) as error:
        raise PageError(
            f"{where} is no XML that can be read ({error})", "Download it again: the file is damaged."
        ) from error


def tag(node: Any) -> str:
    """An element's name without its namespace; empty for a comment."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def value(node: Any, name: str = "val") -> str | None:
    """An attribute by its name without namespace, None where there is none."""
    return next((str(text) for key, text in node.attrib.items() if key.rpartition("}")[2] == name), None)


def child(node: Any, *path: str) -> Any | None:
    """The first element below `node` along a path of names, or None."""
    for name in path:
        node = next((each for each in node if tag(each) == name), None)
        if node is None:
            return None
    return node


def children(node: Any, name: str) -> Iterator[Any]:
    """The elements of a name right below `node`."""
    return (each for each in node if tag(each) == name)


def is_on(node: Any | None) -> bool:
    """Whether a switch of Word's (`<w:vanish/>`) is there and not turned off."""
    return node is not None and value(node) not in ("0", "false", "off", "none")
