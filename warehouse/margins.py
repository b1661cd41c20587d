"""Margins: a release held against the last good one, by the reviewed rows of measures/margins.tsv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extract.errors import KnowledgeError
from warehouse.database import count_rows, sql
from warehouse.schema import RELATIONS

MARGINS = Path(__file__).parent / "measures" / "margins.tsv"

_COLUMNS = ["measure", "severity", "down", "up", "least", "what", "remedy"]
_BOUND = re.compile(r"(?P<number>\d+)(?P<unit>%|pp)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a release. `part` is the year, source or column measured; `among` how many rows a share is of."""

    measure: str
    part: str
    value: float
    among: int | None = None


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a measure may move from one release to the next, as shares of the value before (`%`) or, for what is
    itself a share, as points (`pp`). A move that concerns fewer than `least` rows is never beyond it."""

    measure: str
    severity: str
    down: str
    up: str
    least: int
    what: str
    remedy: str

    def beyond(self, before: Measure, now: Measure) -> str | None:
        """How far the measure moved beyond this margin, in words; None where it did not."""
        move = now.value - before.value
        bound = self.up if move > 0 else self.down
        found = _BOUND.fullmatch(bound)
        if found is None or abs(move) * (now.among or 1) < self.least:
            return None
        allowed = int(found["number"]) / 100 * (before.value if found["unit"] == "%" else 1)
        if abs(move) <= allowed:
            return None
        part = f"{now.part}: " if now.part else ""
        word = "more" if move > 0 else "less"
        return f"{part}{_number(now)} after {_number(before)}, at most {bound} {word} allowed"


@dataclass(frozen=True, slots=True)
class Excess:
    """A measure that is beyond a margin: as severe as the severest that it passed, and each part that did, in words."""

    name: str
    severity: str
    remedy: str
    found: tuple[str, ...]


def _number(measure: Measure) -> str:
    return f"{measure.value:.0f}" if measure.among is None else f"{measure.value:.1%} of {measure.among}"


def load_margins(file: Path = MARGINS) -> tuple[Margin, ...]:
    """The margins of a TSV file. Raises KnowledgeError, naming the line, for what is none or is there twice."""
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        if reader.fieldnames != _COLUMNS:
            raise KnowledgeError(f"{file}: the columns are {reader.fieldnames}", f"They must be {_COLUMNS}.")
        margins = [_margin(f"{file}:{number}", row) for number, row in enumerate(reader, start=2)]
    keys = [(margin.measure, margin.severity) for margin in margins]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise KnowledgeError(f"{file}: {' '.join(twice)} is there twice", "Keep one row a measure and severity.")
    return tuple(margins)


def _margin(place: str, row: dict[str, str]) -> Margin:
    faults = [
        f"{name} is {row[name]!r}" for name in _COLUMNS if row[name] is None or (not row[name] and name not in "downup")
    ]
    faults += [f"{name} is {row[name]!r}" for name in ("down", "up") if row[name] and not _BOUND.fullmatch(row[name])]
    if faults or row["severity"] not in ("error", "warning") or not row["least"].isdecimal():
        raise KnowledgeError(
            f"{place}: is no margin: {', '.join(faults) or 'severity or least'}",
            "measure, severity (error or warning), down and up (20%, 3pp or empty), least (rows), what, remedy.",
        )
    return Margin(**{**row, "least": int(row["least"])})  # type: ignore[arg-type]


def measure(connection: duckdb.DuckDBPyConnection) -> tuple[Measure, ...]:
    """What the loaded warehouse measures: the rows of each relation but `issue`, and what measures.sql tells."""
    counted = [relation for relation in RELATIONS if relation != "issue"]  # it is to hold what is found amiss here
    counts = [Measure(f"count.{relation}", "", count_rows(connection, relation)) for relation in counted]
    told = connection.execute(sql("measures", "measures.sql")).fetchall()
    return (*counts, *(Measure(*row) for row in told))


def compare(before: Sequence[Measure], now: Sequence[Measure], margins: Iterable[Margin]) -> Iterator[Excess]:
    """Each measure that moved beyond a margin. A part that only one of them has is 0 in the other, save for shares."""
    pairs = _pairs(before, now)
    found: dict[str, list[tuple[Margin, str]]] = {}
    for margin in margins:
        for old, new in pairs.get(margin.measure, ()):
            if told := margin.beyond(old, new):
                found.setdefault(margin.measure, []).append((margin, told))
    for name, beyond in found.items():
        severity = min(margin.severity for margin, _ in beyond)  # error sorts before warning
        worst = [(margin, told) for margin, told in beyond if margin.severity == severity]
        yield Excess(f"margin.{name}", severity, worst[0][0].remedy, tuple(told for _, told in worst))


def _pairs(before: Sequence[Measure], now: Sequence[Measure]) -> dict[str, list[tuple[Measure, Measure]]]:
    old = {(measure.measure, measure.part): measure for measure in before}
    new = {(measure.measure, measure.part): measure for measure in now}
    pairs: dict[str, list[tuple[Measure, Measure]]] = {}
    for key in sorted(old.keys() | new.keys()):
        some = old.get(key) or new[key]
        if some.among is None:
            pair = old.get(key, Measure(*key, 0)), new.get(key, Measure(*key, 0))
        elif key in old and key in new:
            pair = old[key], new[key]
        else:
            continue
        pairs.setdefault(key[0], []).append(pair)
    return pairs
