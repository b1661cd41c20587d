"""How large a file may be, and what is refused before it is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from extract.errors import PageError

FILE_LIMIT = 64 * 1024 * 1024
"""Most bytes of a file of any format: twice what is fetched of an address (`collect.wire.BODY_MAX`), for files that
are handed in. A hundred scanned pages have 20 MB."""

UNPACKED_LIMIT = 200_000_000
"""Most bytes that an archive may unpack to: a hundred scanned pages of 2 MB."""

RATIO_LIMIT = 200
"""Most times its size that a part may unpack to. A text with an empty table of 2,400 cells reaches 31, one line
300 times over 119; deflate can reach 1,032."""

SMALL = 1024
"""Bytes. What is packed to less counts as this much: a blank form of a kilobyte may have been packed to a few bytes."""

PARTS_LIMIT = 5_000
"""Most parts of an archive. An .ofd has two or three a page, a .docx one a picture."""

BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, OSError)
"""What zipfile raises for archives that are damaged, encrypted, or packed in a way that it doesn't know."""

BY_HAND = "Open it by hand: a document of text doesn't grow so much. If it is one, save it again."
AGAIN = "Download it again; if it still fails, the file on the portal is damaged or encrypted."


def refuse_huge(content: bytes, name: str) -> None:
    """Raises PageError for a file that is larger than any report."""
    if len(content) > FILE_LIMIT:
        raise PageError(
            f"{name}: {len(content):,} bytes, more than {FILE_LIMIT:,}: refused",
            "Open it by hand: a report has a few megabytes, even as pictures of its pages.",
        )


def refuse_bomb(archive: zipfile.ZipFile, name: str) -> None:
    """Raises PageError where the archive's own list says that it, or a part, unpacks beyond all measure."""
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    swollen = [part.filename for part in parts if part.file_size > RATIO_LIMIT * max(part.compress_size, SMALL)]
    if size > UNPACKED_LIMIT or swollen or len(parts) > PARTS_LIMIT:
        above = f", {swollen[0]} above all" if swollen else ""
        raise PageError(f"{name}: its {len(parts)} parts unpack to {size:,} bytes{above}: refused", BY_HAND)


def open_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """A zip archive of the bytes, nothing of it unpacked. zipfile never unpacks more of a part than the list says.

    Raises PageError for a bomb; one of `BROKEN` where the list of its parts cannot be read.
    """
    archive = zipfile.ZipFile(BytesIO(content))
    refuse_bomb(archive, name)
    return archive


def damaged(name: str, kind: str, error: Exception) -> PageError:
    """The error for a file whose bytes are not what its first ones promise."""
    return PageError(f"{name}: no {kind} that can be read ({error or type(error).__name__})", AGAIN)
