"""Quantities beside peers: precision, recall and F1 of value and of (value, unit), and characters a second.

Two texts: the demo reports with their true figures (recall: they state more than the truth lists), and the rows of
tests/extract/report/quantities.tsv and traps.tsv, which list every quantity (precision and recall). bench/README.md
says how the peers are installed and how each is read.
"""

from __future__ import annotations

import importlib
import logging
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.peers import NotInstalledError, module
from bench.ratio import side_by_side
from demo.truth import truth
from extract.report.numerals import parse_numeral, scale_of
from extract.report.quantities import find_quantities
from extract.report.repair import repair

ROWS = Path(__file__).resolve().parent.parent / "tests" / "extract" / "report"

ROUNDS = 3

Stated = tuple[Decimal, str]
Reader = Callable[[str], list[Stated]]

NUMBER = re.compile(r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)\s?(?P<scale>[万亿]?)[余多]?\s?(?P<unit>[%‰\u4e00-\u9fff]?)")
NUMERALS = r"\d.,，〇零一二两三四五六七八九十百千万亿点"
PHRASE = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?|[〇零一二两三四五六七八九十百千万亿]+)[余多]?(?P<scale>[万亿]?)[余多]?(?P<unit>.*)"
)


def _ours() -> Reader:
    def read(text: str) -> list[Stated]:
        ends = []
        for found in find_quantities(repair(text).text):
            ends += [(value, found.unit) for value in (found.value, found.value_upper) if value is not None]
        return ends

    return read


def _plain() -> Reader:
    def read(text: str) -> list[Stated]:
        return [
            (Decimal(found["number"].replace(",", "")) * scale_of(found["scale"]), found["unit"])
            for found in NUMBER.finditer(text)
        ]

    return read


def _cn2an() -> Reader:
    transform, plain = module("cn2an").transform, _plain()
    warnings.filterwarnings("ignore", module="cn2an")

    def read(text: str) -> list[Stated]:
        try:
            return plain(transform(text, "cn2an"))
        except ValueError:
            return plain(text)

    return read


def _phrase(phrase: str) -> Iterator[Stated]:
    found = PHRASE.match(phrase)
    number = parse_numeral(found["number"]) if found else None
    if found and number is not None:
        yield number * scale_of(found["scale"]), found["unit"]


def _jieba() -> Reader:
    posseg = module("jieba.posseg")
    importlib.import_module("jieba").setLogLevel(logging.ERROR)

    def read(text: str) -> list[Stated]:
        stated: list[Stated] = []
        counting = ""
        for token in [*posseg.cut(text), None]:
            if token and (token.flag.startswith("m") or (counting and token.word in "%％")):
                counting += token.word
                continue
            named = token and token.flag[0] in "qn" and len(token.word) < 3
            stated += _phrase(counting + token.word if token and named else counting)
            counting = ""
        return stated

    return read


@cache
def _recognizer_models() -> tuple[Any, ...]:
    module("recognizers_text")
    numbers = module("recognizers_number").NumberRecognizer("zh-cn")
    units = module("recognizers_number_with_unit").NumberWithUnitRecognizer("zh-cn")
    with_unit = (numbers.get_percentage_model(), units.get_currency_model(), units.get_dimension_model())
    return (*with_unit, numbers.get_number_model())


def _recognizers() -> Reader:
    models = _recognizer_models()

    def read(text: str) -> list[Stated]:
        stated: list[Stated] = []
        taken: set[int] = set()
        for model in models:
            for found in model.parse(text):
                span = range(found.start, found.end + 1)
                value = re.fullmatch(r"(-?[\d.]+)%?", str((found.resolution or {}).get("value")))
                if value and taken.isdisjoint(span):
                    taken.update(span)
                    stated.append((Decimal(value[1]), _surface_unit(found.text, text[found.end + 1 :][:2])))
        return stated

    return read


def _surface_unit(surface: str, after: str) -> str:
    if "%" in surface or "分之" in surface:
        return "%"
    return re.sub(rf"^[{NUMERALS}余多 ]+", "", surface) or after.lstrip("余多 ")[:1]


READERS: dict[str, Callable[[], Reader]] = {
    "ours": _ours,
    "Recognizers-Text (zh)": _recognizers,
    "cn2an, then regex": _cn2an,
    "jieba.posseg": _jieba,
    "plain regex": _plain,
}


@dataclass(frozen=True)
class Gold:
    """A text and what it states; `complete` tells whether it states nothing else."""

    text: str
    stated: tuple[Stated, ...]
    complete: bool


def _demo_gold() -> list[Gold]:
    gold = []
    for report in truth():
        facts = {(fact.value, fact.unit) for fact in report.facts if re.search(rf"[{NUMERALS}]", fact.shown)}
        gold.append(Gold(report.body_text, tuple(facts), complete=False))
    return gold


def _row_gold() -> list[Gold]:
    gold = []
    for text, group in groupby(_rows("quantities.tsv"), key=lambda row: row[0]):
        stated = [(Decimal(value), row[4]) for row in group for value in row[2:4] if value]
        gold.append(Gold(text, tuple(stated), complete=True))
    return gold + [Gold(text, (), complete=True) for text, _ in _rows("traps.tsv")]


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (ROWS / name).read_text(encoding="utf-8").splitlines()[1:]]


def _score(read: Reader, gold: list[Gold], key: Callable[[Stated], object]) -> str:
    """`precision recall F1` in columns; for texts that state more than their gold, recall of distinct figures alone."""
    right = found = wanted = 0
    for each in gold:
        stated, true = Counter(map(key, read(each.text))), Counter(map(key, each.stated))
        if not each.complete:
            stated, true = Counter(set(stated) & set(true)), Counter(set(true))
        right, found, wanted = right + (stated & true).total(), found + stated.total(), wanted + true.total()
    recall = right / wanted
    if not all(each.complete for each in gold):
        return f"{recall:6.3f}"
    precision = right / found if found else 0.0
    return f"{precision:6.3f} {recall:6.3f} {2 * precision * recall / ((precision + recall) or 1):6.3f}"


def _speed(read: Reader, texts: list[str]) -> tuple[float, float]:
    """Characters a second, and as a part of what the plain regex reads."""
    plain = _plain()
    ways = {"plain": lambda: [plain(text) for text in texts], "read": lambda: [read(text) for text in texts]}
    times = side_by_side(ways, ROUNDS)
    return sum(map(len, texts)) / times.seconds("read"), times.ratio("plain", "read")


def run() -> None:
    """Prints a row a reader; a peer that is missing says so."""
    demo, rows = _demo_gold(), _row_gold()
    texts = [gold.text for gold in demo]
    stated = sum(len(gold.stated) for gold in rows)
    print(
        f"quantities: {len(demo)} demo reports of {sum(map(len, texts)) / 1000:.0f} thousand characters with", end=" "
    )
    print(f"{sum(len(gold.stated) for gold in demo)} figures; {len(rows)} rows of the tests with {stated}; one core")
    print(f"  {'':<22}{'rows: value':^22}{'rows: value, unit':^22}{'demo: recall':^15}{'characters':>13}{'of the':>10}")
    columns = " prec.   rec.     F1"
    print(f"  {'':<22}{columns:<22}{columns:<22}{' value  +unit':<15}{'a second':>13}{'regex':>10}")
    for name, build in READERS.items():
        try:
            print(f"  {name:<22}{_row(build(), demo, rows)}")
        except NotInstalledError:
            print(f"  {name:<22} not installed")


def _row(read: Reader, demo: list[Gold], rows: list[Gold]) -> str:
    keys: tuple[Callable[[Stated], object], ...] = (lambda one: one[0], lambda one: one)
    on_rows = "  ".join(_score(read, rows, key) for key in keys)
    on_demo = " ".join(_score(read, demo, key) for key in keys)
    speed, part = _speed(read, [gold.text for gold in demo])
    return f"{on_rows}  {on_demo}   {speed:12,.0f}{part:9.4f}x"
