"""The text of a .docx: paragraphs and tables in the order of the document."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from extract.errors import PageError
from extract.page.lines import CELL, Line, line

MAGIC = b"PK\x03\x04"
DOCUMENT = "word/document.xml"

UNPACKED_LIMIT = 200_000_000
"""Most bytes that a file may unpack to: a hundred scanned pages of 2 MB."""
RATIO_LIMIT = 200
"""Most times its size that a part may unpack to. A text with an empty table of 2,400 cells reaches 31, one line
300 times over 119; deflate can reach 1,032."""

BROKEN = (zipfile.BadZipFile, zlib.error, OpcError, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError)
"""What python-docx and zipfile raise for damaged, encrypted or foreign archives; SyntaxError is lxml's for bad XML."""

BREAKS = frozenset((qn("w:br"), qn("w:cr")))


def is_docx(content: bytes) -> bool:
    """Whether the bytes are a zip archive that holds a Word document."""
    if not content.startswith(MAGIC):
        return False
    try:
        return DOCUMENT in zipfile.ZipFile(BytesIO(content)).namelist()
    except BROKEN:
        return DOCUMENT.encode() in content


def _refuse_bomb(content: bytes, name: str) -> None:
    parts = zipfile.ZipFile(BytesIO(content)).infolist()
    size = sum(part.file_size for part in parts)
    swollen = [part.filename for part in parts if part.file_size > RATIO_LIMIT * max(part.compress_size, 1024)]
    if size > UNPACKED_LIMIT or swollen:
        raise PageError(
            f"{name}: the .docx unpacks to {size:,} bytes{f', {swollen[0]} above all' if swollen else ''}: refused",
            "Open it by hand: a document of text doesn't grow so much. If it is one, save it again as .docx.",
        )


def _paragraph(node: Any) -> Iterator[Line]:
    """A paragraph's lines; what is deleted in tracked changes has its own element and stays out."""
    parts: list[str] = []
    for child in node.iter():
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag == qn("w:tab"):
            parts.append(" ")
        elif child.tag in BREAKS:
            yield line("".join(parts))
            parts = []
    yield line("".join(parts))


def _table(node: Any) -> Iterator[Line]:
    for row in node.iter(qn("w:tr")):
        cells = ("".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc")))
        yield line(CELL.join(cells))


def _blocks(node: Any) -> Iterator[Line]:
    for child in node:
        if child.tag == qn("w:p"):
            yield from _paragraph(child)
        elif child.tag == qn("w:tbl"):
            yield from _table(child)
        else:
            yield from _blocks(child)


def docx_lines(content: bytes, name: str) -> list[Line]:
    """The lines of a .docx that are not empty; a table's row is one line.

    Raises PageError, naming `name`, where the file is damaged, encrypted, or would unpack beyond all measure.
    """
    try:
        _refuse_bomb(content, name)
        body = docx.Document(BytesIO(content)).element.body
    except (*BROKEN, SyntaxError) as error:
        raise PageError(
            f"{name}: no .docx that can be read ({error})",
            "Download it again; if it still fails, the file on the portal is damaged or encrypted.",
        ) from error
    return [each for each in _blocks(body) if each.text]
