"""The gazetteer: divisions by code and by name, and what their governments are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from extract.errors import KnowledgeError
from extract.knowledge import data_text, nearest, read_tsv
from extract.records import Division
from extract.report.place_names import short_names, stands_alone

COLUMNS = ("code", "name", "level", "parent_code", "valid_from", "valid_to")
CODE_LENGTHS = {"province": 6, "prefecture": 6, "county": 6, "township": 9}
SHIPPED = "divisions.tsv"
FORMER_NAMES, FORMER_COLUMNS = "former_names.tsv", ("code", "name", "valid_to")
ZONE_DIGIT = "7"
"""The fifth digit of a development zone's code in the statistical bureau's list (370571 is a zone of 370500)."""


class Gazetteer:
    """Divisions by code and by name; built once a run, read from everywhere."""

    def __init__(self, rows: Iterable[Division]) -> None:
        self._by_code = {division.code: division for division in rows}

    @classmethod
    def from_rows(cls, rows: Iterable[Division]) -> Gazetteer:
        """A gazetteer of these divisions; of two with one code the later counts."""
        return cls(rows)

    def division(self, code: str) -> Division | None:
        """The division of a code of six or nine digits, or None."""
        return self._by_code.get(code)

    def named(self, name: str) -> tuple[Division, ...]:
        """Every division, present or former, of this name or of this short name (延边州, 广西)."""
        return self._by_name.get(name, ())

    def lineage(self, division: Division) -> tuple[Division, ...]:
        """The division and those above it, up to the province."""
        line = [division]
        while (code := line[-1].parent_code) and code in self._by_code:
            line.append(self._by_code[code])
        return tuple(line)

    def is_within(self, division: Division, above: Division) -> bool:
        """Whether `above` stands in the lineage of `division`, which is not `above` itself."""
        return any(above.code == line.code for line in self.lineage(division)[1:])

    def longest_at(self, text: str, start: int) -> tuple[str, tuple[Division, ...]]:
        """The longest name that stands at `start`, with its divisions; an empty name where none does."""
        for length in range(min(self._longest, len(text) - start), 1, -1):
            name = text[start : start + length]
            if found := self._by_name.get(name):
                return name, found
        return "", ()

    def official_name(self, division: Division) -> str:
        """The place as its government's name has it: 昌乐县, 遂宁市安居区, 东源县船塘镇."""
        above = self._by_code.get(division.parent_code or "")
        if division.level == "township" and above is not None:
            return self.official_name(above) + division.name
        if division.level == "county" and above is not None and not is_zone(division) and not stands_alone(division):
            return above.name + division.name
        return division.name

    @cached_property
    def _by_name(self) -> dict[str, tuple[Division, ...]]:
        names: dict[str, tuple[Division, ...]] = {}
        for division in (*self._by_code.values(), *self._under_former_names()):
            names[division.name] = (*names.get(division.name, ()), division)
            if division.level != "township":
                for short in short_names(division):
                    names[short] = (*names.get(short, ()), division)
        return names

    def _under_former_names(self) -> Iterator[Division]:
        """Divisions that kept their code when they were renamed, as they were called before."""
        for code, name, valid_to in former_names():
            if division := self._by_code.get(code):
                yield replace(division, name=name, valid_from=None, valid_to=valid_to)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_name), default=0)


def is_zone(division: Division) -> bool:
    """Whether the division is a development zone, which has a management committee in a government's place."""
    return len(division.code) == 6 and division.code[4] == ZONE_DIGIT


@cache
def former_names() -> tuple[tuple[str, str, date], ...]:
    """Codes with a name that they no longer bear, and the first day on which they did not."""
    rows = read_tsv(FORMER_NAMES, FORMER_COLUMNS)
    return tuple((row["code"], row["name"], date.fromisoformat(row["valid_to"])) for row in rows)


def with_former_names(divisions: Iterable[Division]) -> Iterator[Division]:
    """The divisions, those that were renamed under their code in several rows: each name with the days it was borne."""
    ended: dict[str, list[tuple[date, str]]] = {}
    for code, name, day in former_names():
        ended.setdefault(code, []).append((day, name))
    for division in divisions:
        begin = division.valid_from
        for day, name in sorted(ended.get(division.code, ())):
            yield replace(division, name=name, valid_from=begin, valid_to=day)
            begin = day
        yield replace(division, valid_from=begin)


def load_divisions(extra: Path | None = None) -> tuple[Division, ...]:
    """The shipped divisions, then those of `extra` (the same columns), which replace shipped ones of the same code.

    Raises KnowledgeError that names file and line for other columns, an unknown level, parent or date.
    """
    rows = {division.code: division for division in _read(data_text(SHIPPED), f"extract/data/{SHIPPED}")}
    if extra is not None and extra.exists():
        text = extra.read_text(encoding="utf-8")
        rows |= {division.code: division for division in _read(text, str(extra))}
        _check_parents(rows, str(extra))
    return tuple(rows.values())


def _read(text: str, where: str) -> Iterator[Division]:
    lines = text.splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise KnowledgeError(f"{where} line 1: the columns must be {' '.join(COLUMNS)}", "Mend the first line.")
    for number, line in enumerate(lines[1:], start=2):
        try:
            code, name, level, parent, valid_from, valid_to = line.split("\t")
            if level not in CODE_LENGTHS:
                raise ValueError(f'unknown level "{level}"{nearest(level, CODE_LENGTHS)}')
            if len(code) != CODE_LENGTHS[level] or not code.isdecimal():
                raise ValueError(f'"{code}" is no code of a {level}')
            yield Division(code, name, level, parent or None, _day(valid_from), _day(valid_to))
        except ValueError as error:
            raise KnowledgeError(f"{where} line {number}: {error}", "Mend the line or take it out.") from error


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _check_parents(rows: dict[str, Division], where: str) -> None:
    for division in rows.values():
        if division.parent_code and division.parent_code not in rows:
            raise KnowledgeError(
                f"{where}: {division.code} {division.name} has an unknown parent {division.parent_code}",
                "Add the parent's row, or mend the code.",
            )
