"""Scanned pages to characters, by rapidocr: only where `fazhi[ocr]` is installed and FAZHI_OCR=1 asks for it.

What is read so depends on the machine, so it is never done unasked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from extract.errors import UsageError
from extract.page.files.pdf import pictures
from extract.page.files.placed import Page, Piece

VARIABLE = "FAZHI_OCR"

POINT = 72 / 200
"""Points a pixel, at 200 pixels an inch: an official document's 16-point characters have 44 pixels."""

SURE = 0.5
"""Least certainty of a line that is taken: seals and stains give less."""

BASE = 0.15
"""Share of a line's height that stands below the line on which its characters stand."""

HEIGHT = 1.2
"""Height of a line's box in sizes of its characters."""


def recogniser() -> Callable[[bytes], Sequence[Page]] | None:
    """Recognises the pages of a scanned .pdf where that is asked for, else None.

    Raises UsageError where it is asked for and not installed.
    """
    if os.environ.get(VARIABLE) != "1":
        return None
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        raise UsageError(f"{VARIABLE}=1, but rapidocr is not installed", "pip install 'fazhi[ocr]'")
    return recognise


@cache
def _engine() -> Any:
    return import_module("rapidocr").RapidOCR(params={"Global.log_level": "error"})


def recognise(content: bytes) -> list[Page]:
    """The pages of a .pdf, each line of its pictures as one piece."""
    found = []
    for picture, width, height in pictures(content, POINT):
        found.append(Page(width, height, tuple(pieces_of(_engine()(picture)))))
    return found


def pieces_of(result: Any) -> Iterator[Piece]:
    """The lines that rapidocr found in a picture, where it is sure of them."""
    if result.boxes is None:
        return
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        left, right = (POINT * float(each(point[0] for point in box)) for each in (min, max))
        top, bottom = (POINT * float(each(point[1] for point in box)) for each in (min, max))
        if score >= SURE and text.strip():
            height = bottom - top
            yield Piece(text, left, right, bottom - BASE * height, height / HEIGHT)
