"""Word documents put together paragraph by paragraph."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

ListLevel = tuple[str, str]
"""The way of counting and the level's text."""


def level(number: int, way: str, text: str, more: str = "") -> str:
    """The description of one level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{way}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def add_list(document: Document, number: int, levels: Sequence[str], overrides: str = "", shared: int = 0) -> None:
    """Make list `number`, with levels of its own or those of the list `shared`."""
    root = document.part.numbering_part.element
    if not shared:
        abstract = f'<w:abstractNum {W} w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        root.insert(0, parse_xml(abstract))
    named = f'<w:abstractNumId w:val="{shared or number}"/>'
    root.append(parse_xml(f'<w:num {W} w:numId="{number}">{named}{overrides}</w:num>'))


def add_item(document: Document, text: str, number: int, at: int) -> None:
    """A paragraph of a list."""
    paragraph = document.add_paragraph(text)
    listed = f'<w:numPr {W}><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(listed))


def add_xml(document: Document, markup: str) -> None:
    """Anything, before the last section's properties."""
    names = (
        f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    root = parse_xml(f"<w:body {names}>{markup}</w:body>")
    for each in list(root):
        document.element.body.insert(len(document.element.body) - 1, each)


def saved(document: Document) -> bytes:
    """The document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def report(paragraphs: Sequence[str]) -> bytes:
    """A document of plain paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)
