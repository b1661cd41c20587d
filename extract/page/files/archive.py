"""A .zip of documents: which of them is read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from extract.page.files.bounds import BROKEN, damaged, open_zip

UTF8_NAME = 0x800
"""The flag of a part whose name is UTF-8. Without it, names are those of the system that packed it: GBK."""

FOREIGN = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems put into archives on their own account."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, still packed."""

    name: str
    archive: zipfile.ZipFile
    part: zipfile.ZipInfo

    def read(self) -> bytes:
        """Its bytes. Raises PageError where they are damaged or encrypted."""
        try:
            return self.archive.read(self.part)
        except BROKEN as error:
            raise damaged(self.name, "part of the .zip", error) from error


def _name(part: zipfile.ZipInfo) -> str:
    if part.flag_bits & UTF8_NAME:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _members(archive: zipfile.ZipFile) -> Iterator[Member]:
    for part in archive.infolist():
        name = _name(part)
        if not part.is_dir() and not name.startswith(FOREIGN) and not name.endswith(FOREIGN):
            yield Member(name.replace("\\", "/").rpartition("/")[2], archive, part)


def members(content: bytes, name: str) -> list[Member]:
    """The files of a .zip in its order, without their folders.

    Raises PageError, naming `name`, where it is damaged or would unpack beyond all measure.
    """
    try:
        return list(_members(open_zip(content, name)))
    except BROKEN as error:
        raise damaged(name, ".zip", error) from error
