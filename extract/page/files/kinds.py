"""What a file is, by its own first bytes: names and declared types lie."""

from __future__ import annotations

import zipfile
from io import BytesIO

from extract.page.files.bounds import BROKEN

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-"
PDF_WINDOW = 1024
"""Bytes within which a PDF may begin, as readers allow; none of them is markup."""

INSIDE = {
    "word/document.xml": "docx",
    "OFD.xml": "ofd",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
"""What a zip archive is by a part that it holds; one of none of these is an archive of files."""

STARTS = {
    OLE: "doc",
    b"{\\rtf": "rtf",
    b"Rar!\x1a\x07": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "gz",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"II*\x00": "tif",
    b"MM\x00*": "tif",
}


def _kind_of_zip(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(BytesIO(content)).namelist())
    except BROKEN:
        names = set()
        for part, kind in INSIDE.items():
            if part.encode() in content:
                return kind
    return next((kind for part, kind in INSIDE.items() if part in names), "zip")


def kind_of_file(content: bytes) -> str | None:
    """`docx`, `pdf`, `doc` (any file of an OLE kind), `ofd`, `zip`, …; None for what may be a page or a text."""
    if content.startswith(ZIP):
        return _kind_of_zip(content)
    at = content[:PDF_WINDOW].find(PDF)
    if at >= 0 and b"<" not in content[:at]:
        return "pdf"
    return next((kind for start, kind in STARTS.items() if content.startswith(start)), None)


OFFICE = b"urn:schemas-microsoft-com:office:"
OFFICE_WINDOW = 4096
"""Bytes within which Word, saving as a page, names its own elements."""


def is_word_markup(content: bytes) -> bool:
    """Whether it is HTML that Word wrote, as some .doc are. Any other page under a document's address is an error's."""
    head = content[:OFFICE_WINDOW].replace(b"\x00", b"")
    return OFFICE in head and b"<html" in head.lower()
