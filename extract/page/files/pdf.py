"""The pages of a .pdf, by PDFium: each character with its place, and the lines that are drawn."""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract.errors import PageError
from extract.page.files.bounds import AGAIN, BY_HAND
from extract.page.files.glyphs import shown
from extract.page.files.placed import Page, Piece, Rule
from extract.page.files.swelling import refuse_swollen

PAGES_MAX = 400
"""Most pages of a document that is read. Three real reports would fill eight to fifteen."""

CHARACTERS_MAX = 600_000
"""Most characters on all pages; three real reports have 4,000 to 9,000. Reading takes some 10 µs a character."""

OBJECTS_MAX = 20_000
"""Most drawn objects of a page whose lines are looked for: above it, it shows a map, not a table."""

SHORT_RULE = 4.0
"""Points. Shorter lines are parts of letters and ornaments."""
THICK_RULE = 3.0
"""Points. What is filled and thicker is shading, not a line."""

LEANING = 0.02
"""Most that a level text's direction may lean: a degree. Watermarks lie aslant."""

LOCK = threading.Lock()
"""PDFium is not made for threads."""

Turn = Callable[[float, float], tuple[float, float]]


def _turn(page: Any) -> Turn:
    """From the place on the sheet, y upwards, to the place that a reader sees, y downwards from the upper left."""
    left, bottom, right, top = page.get_mediabox()
    rotation = page.get_rotation()
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[rotation]


class _Reader:
    """The characters and lines of one page."""

    def __init__(self, page: Any, name: str) -> None:
        self._page = page
        self._text = page.get_textpage()
        self._turn = _turn(page)
        self.name = name
        self.invisible = 0

    def pieces(self) -> Iterator[Piece]:
        """Every level character that the page's content holds, in its order."""
        x, y = ctypes.c_double(), ctypes.c_double()
        box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        for at in range(pdfium.FPDFText_CountChars(self._text)):
            if pdfium.FPDFText_IsGenerated(self._text, at):
                continue
            pdfium.FPDFText_GetMatrix(self._text, at, matrix)
            pdfium.FPDFText_GetCharOrigin(self._text, at, x, y)
            pdfium.FPDFText_GetLooseCharBox(self._text, at, box)
            code = pdfium.FPDFText_GetUnicode(self._text, at)
            size = pdfium.FPDFText_GetFontSize(self._text, at) * math.hypot(matrix.c, matrix.d)
            piece = self._piece(code, (x.value, y.value), box, matrix, size)
            if piece:
                yield piece

    def _piece(self, code: int, origin: tuple[float, float], box: Any, matrix: Any, size: float) -> Piece | None:
        """A character of the page, None where it lies aslant, upside down, or has no place."""
        here = self._turn(*origin)
        ahead = self._turn(origin[0] + matrix.a, origin[1] + matrix.b)
        across, down = ahead[0] - here[0], ahead[1] - here[1]
        if not (across > 0 and abs(down) <= LEANING * across and math.isfinite(size) and size > 0):
            return None
        first, second = self._turn(box.left, box.bottom), self._turn(box.right, box.top)
        left, right = min(first[0], second[0]), max(first[0], second[0])
        if not all(map(math.isfinite, (left, right, here[1]))):
            return None
        text = shown(chr(code)) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
        return Piece(text, left, right, here[1], size) if text else None

    def rules(self) -> Iterator[Rule]:
        """The upright and level lines that are drawn."""
        if pdfium.FPDFPage_CountObjects(self._page) > OBJECTS_MAX:
            return
        for drawn in self._page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=3):
            if _is_line_work(drawn):
                for first, second in _segments(drawn):
                    rule = _rule(self._turn(*first), self._turn(*second))
                    if rule:
                        yield rule


def _is_line_work(drawn: Any) -> bool:
    """Whether lines are drawn along a path, or it is itself as thin as one."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, mode, stroked)
    if stroked.value:
        return True
    left, bottom, right, top = drawn.get_bounds()
    return bool(mode.value) and min(right - left, top - bottom) <= THICK_RULE


def _segments(drawn: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight parts of a path, from point to point."""
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for at in range(min(pdfium.FPDFPath_CountSegments(drawn), OBJECTS_MAX)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, begin
        last = point


def _rule(first: tuple[float, float], second: tuple[float, float]) -> Rule | None:
    (left, right), (top, bottom) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    if not all(map(math.isfinite, (left, right, top, bottom))):
        return None
    if right - left <= 1 < SHORT_RULE <= bottom - top:
        return Rule(left, top, left, bottom)
    if bottom - top <= 1 < SHORT_RULE <= right - left:
        return Rule(left, top, right, top)
    return None


def _open(content: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise PageError(
                f"{name}: the .pdf is encrypted", "Open it with its password and save it without one."
            ) from error
        raise PageError(f"{name}: no .pdf that can be read ({error})", AGAIN) from error


def _page(document: Any, number: int, name: str) -> Page:
    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise PageError(f"{name}: page {number + 1} of the .pdf cannot be read ({error})", AGAIN) from error
    reader = _Reader(page, name)
    width, height = page.get_size()
    return Page(width, height, tuple(reader.pieces()), tuple(reader.rules()))


def pdf_pages(content: bytes, name: str) -> list[Page]:
    """What stands on the pages of a .pdf, in points.

    Raises PageError, naming `name`, where it is damaged or encrypted, or has more pages or text than any report.
    """
    refuse_swollen(content, name)
    with LOCK:
        document = _open(content, name)
        try:
            if len(document) > PAGES_MAX:
                raise PageError(f"{name}: {len(document):,} pages, more than {PAGES_MAX}: refused", BY_HAND)
            pages: list[Page] = []
            for number in range(len(document)):
                pages.append(_page(document, number, name))
                if sum(len(page.pieces) for page in pages) > CHARACTERS_MAX:
                    raise PageError(f"{name}: more than {CHARACTERS_MAX:,} characters: refused", BY_HAND)
            return pages
        finally:
            document.close()


def pictures(content: bytes, points: float) -> Iterator[tuple[Any, float, float]]:
    """Each page of a .pdf, read before, as a picture (numpy array of BGR), with its breadth and height in points.

    `points` is the breadth of a pixel.
    """
    with LOCK:
        document = pypdfium2.PdfDocument(content)
        try:
            for page in document:
                width, height = page.get_size()
                yield page.render(scale=1 / points).to_numpy(), width, height
        finally:
            document.close()
