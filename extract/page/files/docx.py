"""The text of a .docx: paragraphs and tables in the order of the document, with the numbers of automatic lists."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from extract.errors import PageError
from extract.page.files.bounds import BROKEN, damaged, open_zip
from extract.page.files.markup import child, is_on, read_xml, tag, value
from extract.page.files.word_lists import WordLists
from extract.page.lines import CELL, Line, is_prose, line

DOCUMENT = "word/document.xml"
PACKAGE = "_rels/.rels"

LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "rt", "tblPr", "trPr", "tcPr", "sectPr"}
)
"""Elements without text of the document: what tracked changes deleted or moved away, the code of fields, the second
copy of a text box, how ideographs are read, and properties."""

SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""What elements stand for; `\\n` ends a line."""

CONTENTS = "toc "
"""How the names of the styles begin that a table of contents is set in."""

CONTENTS_PART = "table of contents"

PROSE_CELL = 2
"""From so many paragraphs of running text in a cell, its table is one of layout."""


def _main_part(archive: zipfile.ZipFile) -> str:
    """The path of the part that holds the document."""
    names = set(archive.namelist())
    if PACKAGE in names:
        for each in read_xml(archive.read(PACKAGE), PACKAGE):
            target = (value(each, "Target") or "").lstrip("/")
            if (value(each, "Type") or "").endswith("/officeDocument") and target in names:
                return target
    return DOCUMENT


def _beside(archive: zipfile.ZipFile, main: str, name: str) -> Any | None:
    """The root of a part that stands in the document's folder, None where there is none."""
    path = posixpath.join(posixpath.dirname(main), name)
    return read_xml(archive.read(path), path) if path in archive.namelist() else None


class _Reader:
    """One walk over a document."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists

    def blocks(self, node: Any) -> Iterator[Line]:
        """The lines below an element that holds paragraphs and tables."""
        for each in node:
            name = tag(each)
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield from self._table(each)
            elif name not in LEFT_OUT and not _is_contents(each):
                yield from self.blocks(each)

    def _paragraph(self, node: Any) -> Iterator[Line]:
        """A paragraph's lines, then those of the text boxes that hang on it."""
        properties = child(node, "pPr")
        boxes: list[Any] = []
        text = "".join(_text(node, boxes))
        deleted = properties is not None and child(properties, "rPr", "del") is not None
        mark = "" if deleted and not text.strip() else self._lists.mark(properties)
        text = mark + text if text.strip() else ""
        if not self._lists.name(self._lists.style(properties)).startswith(CONTENTS):
            yield from (line(part) for part in text.split("\n"))
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, node: Any) -> Iterator[Line]:
        rows = [[[each for each in self.blocks(cell) if each.text] for cell in row] for row in _rows(node)]
        cells = [cell for row in rows for cell in row]
        if all(len(row) <= 1 for row in rows) or any(sum(map(is_prose, cell)) >= PROSE_CELL for cell in cells):
            for cell in cells:
                yield from cell
            return
        for row in rows:
            yield line(CELL.join(" ".join(each.text.replace("\t", " ") for each in cell) for cell in row))


def _is_contents(node: Any) -> bool:
    """Whether it is the block that Word keeps a table of contents in."""
    part = child(node, "sdtPr", "docPartObj", "docPartGallery")
    return part is not None and (value(part) or "").lower() == CONTENTS_PART


def _text(node: Any, boxes: list[Any]) -> Iterator[str]:
    """The text below an element of a paragraph; text boxes are only put into `boxes`."""
    for each in node:
        name = tag(each)
        if name == "t":
            yield (each.text or "").replace("\n", " ")
        elif name in SIGNS:
            yield SIGNS[name]
        elif name == "txbxContent":
            boxes.append(each)
        elif name not in LEFT_OUT and not (name == "r" and is_on(child(each, "rPr", "vanish"))):
            yield from _text(each, boxes)


def _rows(node: Any) -> Iterator[list[Any]]:
    """The rows of a table as their cells; what tracked changes deleted is left out."""
    for row in _below(node, "tr"):
        if child(row, "trPr", "del") is None:
            yield list(_below(row, "tc"))


def _below(node: Any, name: str) -> Iterator[Any]:
    """The elements of a name below `node`, through wrappers but not inside one another."""
    for each in node:
        if tag(each) == name:
            yield each
        elif tag(each) not in LEFT_OUT:
            yield from _below(each, name)


def docx_lines(content: bytes, name: str) -> list[Line]:
    """The lines of a .docx that are not empty; a table's row is one line, its cells parted by `CELL`.

    Raises PageError, naming `name`, where the file is damaged, encrypted, or would unpack beyond all measure.
    """
    try:
        archive = open_zip(content, name)
        main = _main_part(archive)
        root = read_xml(archive.read(main), f"{name}: {main}")
        lists = WordLists(_beside(archive, main, "numbering.xml"), _beside(archive, main, "styles.xml"))
    except BROKEN as error:
        raise damaged(name, ".docx", error) from error
    body = child(root, "body")
    if body is None:
        raise PageError(f"{name}: no .docx that can be read (no body)", "Download it again: the file is damaged.")
    return [each for each in _Reader(lists).blocks(body) if each.text]
