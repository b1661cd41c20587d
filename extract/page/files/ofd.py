"""The pages of an .ofd (GB/T 33190): a zip archive of XML, with each text at its place in millimetres."""

from __future__ import annotations

import math
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extract.errors import PageError
from extract.page.files.bounds import BROKEN, BY_HAND, damaged, open_zip
from extract.page.files.glyphs import shown
from extract.page.files.markup import child, children, read_xml, tag, value
from extract.page.files.placed import Page, Piece, Rule

ENTRY = "OFD.xml"

POINTS = 72 / 25.4
"""Points in a millimetre: what is shared with PDF measures in points."""

PAGES_MAX = 400
CHARACTERS_MAX = 600_000
"""As for PDF."""

REPEATS_MAX = 100_000
"""Most characters that one repeated step (`g 12 4.2`) stands for."""

SHEET = (0.0, 0.0, 210.0, 297.0)
"""A4, where a document states no size."""

NARROW = 0.5
"""Breadth of a Latin letter in sizes, where no step to the next character tells it."""

WIDEST = 1.3
"""Sizes. A longer step leaves a gap behind the character; a shorter one is its breadth, for M and % are wide."""

ASLANT = 0.02
"""Most that a text may lean. Watermarks lie aslant."""

SHORT_RULE = 1.4
"""Millimetres. Shorter lines are parts of letters."""

COMMAND = re.compile(r"[MSLQBAC][^MSLQBAC]*")


@dataclass(frozen=True, slots=True)
class _Place:
    """From an object's own measures to the page's, in millimetres: a matrix, and the object's corner."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def on(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def _numbers(text: str | None, count: int) -> list[float]:
    """The numbers of an attribute. Raises ValueError where there are fewer, or one is infinite."""
    found = [float(each) for each in (text or "").split()]
    if len(found) < count or not all(map(math.isfinite, found)):
        raise ValueError(f"{text!r} is not {count} numbers")
    return found


def _place(node: Any) -> _Place:
    left, top, *_ = _numbers(value(node, "Boundary"), 4)
    a, b, c, d, e, f, *_ = _numbers(value(node, "CTM") or "1 0 0 1 0 0", 6)
    return _Place(a, b, c, d, e + left, f + top)


def _steps(text: str | None, count: int) -> list[float]:
    """The ways from a character to the next; `g n step` stands for n of them."""
    steps: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            repeats, step = int(next(words, "0")), float(next(words, "0"))
            steps += [step] * min(max(0, repeats), REPEATS_MAX)
        else:
            steps.append(float(word))
        if len(steps) >= count:
            break
    return steps


def _pieces(node: Any) -> Iterator[Piece]:
    """The characters of a text object, where it stands level."""
    place = _place(node)
    if place.a <= 0 or abs(place.b) > ASLANT * place.a:
        return
    size = float(value(node, "Size") or 0)
    x = y = 0.0
    for code in children(node, "TextCode"):
        text = (code.text or "").strip("\r\n\t")
        x, y = float(value(code, "X") or x), float(value(code, "Y") or y)
        across, down = _steps(value(code, "DeltaX"), len(text)), _steps(value(code, "DeltaY"), len(text))
        at, base = x, y
        for number, character in enumerate(text):
            own = size * (NARROW if character.isascii() else 1.0)
            step = across[number] if number < len(across) else own
            left, line = place.on(at, base)
            right, _ = place.on(at + (step if 0 < step <= WIDEST * size else own), base)
            seen = shown(character)
            if seen and all(map(math.isfinite, (left, right, line))):
                yield Piece(seen, left * POINTS, right * POINTS, line * POINTS, size * abs(place.d) * POINTS)
            at += step
            base += down[number] if number < len(down) else 0.0


def _rules(node: Any) -> Iterator[Rule]:
    """The upright and level lines of a path object."""
    place = _place(node)
    data = child(node, "AbbreviatedData")
    last: tuple[float, float] | None = None
    for command in COMMAND.findall((data.text or "") if data is not None else ""):
        numbers = _numbers(command[1:], 0)
        if command[0] in "MSL" and len(numbers) >= 2:
            point = place.on(numbers[0], numbers[1])
            rule = _rule(last, point) if last and command[0] == "L" else None
            if rule:
                yield rule
            last = point


def _rule(first: tuple[float, float], second: tuple[float, float]) -> Rule | None:
    (left, right), (top, bottom) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    if right - left < SHORT_RULE / 4 and bottom - top >= SHORT_RULE:
        return Rule(left * POINTS, top * POINTS, left * POINTS, bottom * POINTS)
    if bottom - top < SHORT_RULE / 4 and right - left >= SHORT_RULE:
        return Rule(left * POINTS, top * POINTS, right * POINTS, top * POINTS)
    return None


class _Document:
    """One document of an archive."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._names = set(archive.namelist())

    def read(self, path: str) -> Any:
        if path not in self._names:
            raise PageError(f"{self._name}: the .ofd lacks {path}", "Download it again: the file is damaged.")
        return read_xml(self._archive.read(path), f"{self._name}: {path}")

    def pages(self, path: str) -> list[Page]:
        """The pages of the document whose description stands at a path."""
        root = self.read(path)
        sheet = self._sheet(child(root, "CommonData", "PageArea"), SHEET)
        listed = child(root, "Pages")
        nodes = list(children(listed, "Page")) if listed is not None else []
        if len(nodes) > PAGES_MAX:
            raise PageError(f"{self._name}: {len(nodes):,} pages, more than {PAGES_MAX}: refused", BY_HAND)
        found: list[Page] = []
        for node in nodes:
            found.append(self._page(_beside(path, value(node, "BaseLoc") or ""), sheet))
            if sum(len(page.pieces) for page in found) > CHARACTERS_MAX:
                raise PageError(f"{self._name}: more than {CHARACTERS_MAX:,} characters: refused", BY_HAND)
        return found

    def _sheet(self, area: Any | None, otherwise: Sequence[float]) -> Sequence[float]:
        box = child(area, "PhysicalBox") if area is not None else None
        return _numbers(box.text, 4) if box is not None else otherwise

    def _page(self, path: str, sheet: Sequence[float]) -> Page:
        root = self.read(path)
        _, _, width, height, *_ = self._sheet(child(root, "Area"), sheet)
        pieces: list[Piece] = []
        rules: list[Rule] = []
        content = child(root, "Content")
        for node in _objects(content) if content is not None else ():
            if tag(node) == "TextObject":
                pieces += _pieces(node)
            else:
                rules += _rules(node)
        return Page(width * POINTS, height * POINTS, tuple(pieces), tuple(rules))


def _objects(node: Any) -> Iterator[Any]:
    """The visible texts and paths of a page's layers, in their order."""
    for each in node.iter():
        if tag(each) in ("TextObject", "PathObject") and value(each, "Visible") != "false":
            yield each


def _beside(path: str, location: str) -> str:
    """A location as a file states it, from the archive's root."""
    location = location.strip().replace("\\", "/")
    joined = location if location.startswith("/") else posixpath.join(posixpath.dirname(path), location)
    return posixpath.normpath(joined).lstrip("/")


def ofd_pages(content: bytes, name: str) -> list[Page]:
    """What stands on the pages of an .ofd, in points.

    Raises PageError, naming `name`, where it is damaged, or has more pages or text than any report.
    """
    try:
        archive = open_zip(content, name)
        document = _Document(archive, name)
        roots = (child(body, "DocRoot") for body in children(document.read(ENTRY), "DocBody"))
        found: list[Page] = []
        for root in roots:
            if root is not None:
                found += document.pages(_beside(ENTRY, root.text or ""))
        return found
    except BROKEN as error:
        raise damaged(name, ".ofd", error) from error
