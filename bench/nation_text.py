"""A text in the making: sections, sentences with figures, and spans that are true."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.nation_figures import Figure


@dataclass(slots=True)
class Stated:
    """A figure with its place in the text."""

    figure: Figure
    indicator: str | None
    subject: str | None = None
    scope: str | None = None
    is_cumulative: bool = False
    section_no: int = 0
    start: int = 0
    sentence: str = ""


Sentence = list[str | Stated]
"""Words and figures in their order."""


@dataclass(slots=True)
class Heading:
    """A section: `end` is set when the text is whole."""

    level: int
    parent_no: int | None
    marker: str
    words: str
    part: str
    start: int
    end: int = 0


@dataclass(slots=True)
class Text:
    """A body in the making."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[Heading] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    citations: list[tuple[str, int, int]] = field(default_factory=list)
    cells: list[tuple[int, int, str, int]] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def write(self, text: str) -> None:
        """Append text."""
        self.pieces.append(text)
        self.length += len(text)

    def open(self, level: int, part: str, marker: str = "", title: str = "") -> None:
        """Begin a section."""
        above = [number for number, each in enumerate(self.headings) if 0 < each.level < level]
        parent = above[-1] if above else None
        self.headings.append(Heading(level, parent, marker, title, part, self.length))
        self.write(f"{marker}{title}" + ("。" if level == 2 else "\n" if level else ""))

    def state(self, pieces: Sentence) -> None:
        """Append a sentence of words and figures."""
        start, sentence = self.length, "".join(p if isinstance(p, str) else p.figure.quote for p in pieces)
        for piece in pieces:
            if isinstance(piece, str):
                start += len(piece)
            else:
                piece.start, piece.sentence, piece.section_no = start, sentence, len(self.headings) - 1
                self.stated.append(piece)
                start += len(piece.figure.quote)
        self.write(sentence)

    def cite(self, law: str) -> None:
        """Append a sentence that names a law."""
        self.write("深入学习宣传《")
        self.citations.append((law, self.length - 1, self.length + len(law) + 1))
        self.write(f"{law}》。")

    def tabulate(self, rows: list[tuple[str, str]]) -> None:
        """Append a table of two columns; its first row is the header."""
        self.write("\n")
        for row_no, row in enumerate(rows, start=1):
            for column_no, cell in enumerate(row, start=1):
                self.cells.append((row_no, column_no, cell, self.length))
                self.write(cell + ("\n" if column_no == 2 else " "))

    def close(self) -> None:
        """Set where each section ends: at the next of its level or above."""
        for number, each in enumerate(self.headings):
            level = each.level or 9  # the opening ends where anything begins
            after = (later.start for later in self.headings[number + 1 :] if later.level <= level)
            each.end = next(after, self.length)
