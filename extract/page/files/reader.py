"""A file's bytes to the lines of its document: the reader is chosen by the bytes, what they lack is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.decode import IDEOGRAPHS, is_plausible
from extract.errors import NoConverterError, PageError, ScannedError
from extract.page.files.archive import members
from extract.page.files.bounds import refuse_huge
from extract.page.files.doc import OldWordError, doc_lines
from extract.page.files.docx import docx_lines
from extract.page.files.glyphs import UNKNOWN
from extract.page.files.kinds import kind_of_file
from extract.page.files.likeness import by_likeness
from extract.page.files.ofd import ofd_pages
from extract.page.files.paragraphs import paragraphs
from extract.page.files.pdf import pdf_pages
from extract.page.files.placed import Page
from extract.page.lines import Line, lines_of_text

Convert = Callable[[bytes, str], bytes | None]
"""Gives what another program makes of a file of a kind (`doc`, `rtf`): a .docx or UTF-8 text; None without one.
Raises PageError where the program fails."""

Recognise = Callable[[bytes], Sequence[Page]]
"""Gives the pages of a scanned .pdf as characters are recognised on them."""

SCANNED_TEXT = 20
"""Fewest characters a page, on average, of a .pdf with text. Scans have none, or a number that was stamped on."""

UNKNOWN_SHARE = 0.1
"""From this share on of characters that fonts do not name, a text layer is none. Sound ones have a bullet or two."""

UNREAD = {
    "rar": "a .rar archive",
    "7z": "a .7z archive",
    "gz": "a .gz archive",
    "xlsx": "a spreadsheet",
    "pptx": "slides",
    **dict.fromkeys(("png", "jpg", "gif", "tif"), "a picture"),
}
"""Kinds that are known and not read."""

ARCHIVES = ("zip", "rar", "7z", "gz")

WORD_95 = "Install antiword or LibreOffice (soffice) and replay: they read Word 95 and RTF."


def _without_converter(_content: bytes, _kind: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading some files needs from outside of it; without, these files are refused and said to need it."""

    convert: Convert = _without_converter
    recognise: Recognise | None = None


NO_TOOLS = Tools()


@dataclass(frozen=True, slots=True)
class FileText:
    """The lines of a document that are not empty. `recognised`: its characters were read off a picture."""

    lines: Sequence[Line]
    recognised: bool = False


def _seen(pages: Sequence[Page]) -> str:
    return "".join(piece.text for page in pages for piece in page.pieces).replace(" ", "")


def _is_text(text: str) -> bool:
    """Whether fonts name the characters that they show: nearly all, and ideographs such as people write."""
    named = len(UNKNOWN.findall(text)) < UNKNOWN_SHARE * len(text)
    return named and (is_plausible(text) or not IDEOGRAPHS.search(text))


def _pdf(content: bytes, name: str, tools: Tools) -> FileText:
    pages = pdf_pages(content, name)
    text = _seen(pages)
    scanned = len(text) < SCANNED_TEXT * len(pages)
    if not scanned and _is_text(text):
        return FileText(paragraphs(pages))
    if tools.recognise:
        return FileText(paragraphs(tools.recognise(content)), recognised=True)
    said = "scanned" if scanned else "its fonts do not say which characters they show"
    raise ScannedError(f"{name}: a .pdf of {len(pages)} pages without text that can be read: {said}")


def _ofd(content: bytes, name: str) -> FileText:
    pages = ofd_pages(content, name)
    if len(_seen(pages)) < SCANNED_TEXT * len(pages):
        raise ScannedError(f"{name}: an .ofd of {len(pages)} pages without text: scanned")
    return FileText(paragraphs(pages))


def _converted(content: bytes, name: str, kind: str, tools: Tools) -> FileText:
    made = tools.convert(content, kind)
    if made is None:
        raise NoConverterError(f"{name}: a document of Word 95, RTF or an older one, which needs a converter", WORD_95)
    return FileText(docx_lines(made, name) if kind_of_file(made) == "docx" else lines_of_text(made.decode()))


def _doc(content: bytes, name: str, tools: Tools) -> FileText:
    try:
        return FileText(doc_lines(content, name))
    except OldWordError:
        return _converted(content, name, "doc", tools)


def _zip(content: bytes, name: str, title: str, tools: Tools) -> FileText:
    """The first member with a text, those named like the title before the others."""
    failed: list[str] = []
    for member in by_likeness(members(content, name), title, lambda each: each.name):
        try:
            inner = member.read()
            if kind_of_file(inner) in ARCHIVES:
                raise PageError(f"{member.name}: an archive in an archive is not opened")
            found = read_file(inner, member.name, title, tools)
        except PageError as error:
            failed.append(error.message)
            continue
        if found.lines:
            return found
        failed.append(f"{member.name}: holds no text")
    why = "; ".join(failed) or "it is empty"
    raise PageError(f"{name}: no document in the .zip that can be read: {why}", "Open it by hand.")


def read_file(content: bytes, name: str, title: str = "", tools: Tools = NO_TOOLS) -> FileText:
    """The text of a .docx, .pdf, .doc, .wps, .ofd, or of the document in a .zip that is named most like `title`.

    Raises ScannedError for pictures of pages, NoConverterError where another program is needed and not there, and
    PageError, naming `name`, for what is damaged, encrypted, too large, or of a kind that is not read.
    """
    refuse_huge(content, name)
    kind = kind_of_file(content)
    if kind == "docx":
        return FileText(docx_lines(content, name))
    if kind == "pdf":
        return _pdf(content, name, tools)
    if kind == "doc":
        return _doc(content, name, tools)
    if kind == "ofd":
        return _ofd(content, name)
    if kind == "rtf":
        return _converted(content, name, kind, tools)
    if kind == "zip":
        return _zip(content, name, title, tools)
    what = UNREAD.get(kind or "", "neither .docx, .pdf, .doc, .wps, .ofd nor .zip")
    raise PageError(f"{name}: {what} is not read", "Open it by hand; a text may stand beside it in another format.")
