"""The report that a page only attaches: a Word file with the same bytes at every request."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime

import docx

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip entry can carry; python-docx writes the time of the call instead."""

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(title: str, texts: Iterable[str], written: datetime) -> bytes:
    """A .docx with the title as its first paragraph and one paragraph a text."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = written.replace(tzinfo=None)
    document.add_heading(title, level=1)
    for text in texts:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _without_times(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, read.read(name))
    return buffer.getvalue()
