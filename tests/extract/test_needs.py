"""What a pattern cannot match without: rows of patterns, and every pattern that the project knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.knowledge import read_yaml
from extract.needs import first_class, last_characters, needed_signs, signs_of
from extract.search import ending, opened

WORDINGS = Path(__file__).parent / "report" / "wordings.tsv"

FILES = ("links.yml", "masks.yml", "counting.yml", "topics.yml", "qualifiers.yml", "zeros.yml", "parts.yml")


@cache
def texts() -> list[str]:
    """Paragraphs of wordings: enough to meet most words that the patterns look for."""
    cells = [cell for line in WORDINGS.read_text(encoding="utf-8").splitlines()[1:] for cell in line.split("\t")]
    return ["".join(cells[start : start + 12]) for start in range(0, len(cells), 480)]


def patterns(data: Any) -> Iterator[str]:
    """Every text of a data file that is a pattern with an alternative or a repetition."""
    if isinstance(data, dict):
        data = data.values()
    if isinstance(data, str):
        if re.search(r"[|?}*+\]]", data) and "<" not in data.replace("(?<", "").replace("(?P<", ""):
            yield data
        return
    if not isinstance(data, bool):
        for each in data:
            yield from patterns(each)


KNOWN = sorted({pattern for name in FILES for pattern in patterns(read_yaml(name))})


def test_texts_are_read_by_characters_and_pairs() -> None:
    assert sorted(signs_of("复议案")) == sorted(["复", "议", "案", "复议", "议案"])
    assert list(signs_of("")) == []


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("复议", [{"复"}, {"复议"}]),
        ("(?:收到|受理)案?", [{"收到", "受理"}]),
        ("收[^,]{0,8}诉", [{"收"}, {"诉"}]),
        ("[收受]件", [{"收", "受"}, {"件"}]),
        ("(?:收|接到)", [{"收", "接到"}]),
        ("(?:收|.)", []),
        ("(?:办结)*率$", [{"率"}]),
        ("(?:办结){2}", [{"办结"}]),
        (r"(?<!不)\d(?=件)", []),
        ("(?i)abc", []),
        ("a(?i:b)", [{"a"}]),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: list[set[str]]) -> None:
    assert list(needed_signs(pattern)) == needed


@pytest.mark.parametrize(
    ("pattern", "first", "last"),
    [
        ("近|超过", "[超近]", {"近", "过"}),
        ("约(?:为|有)?", "[约]", {"约", "为", "有"}),
        (r"\d件", r"[\d]", {"件"}),
        (r"(?<!每)\s?第[一二]", r"[\s第]", {"一", "二"}),
        ("达到?", "[达]", {"达", "到"}),
        ("件[^,]{0,3}", "[件]", None),
        ("近?", None, None),
        (".件", None, {"件"}),
        ("(?i)a", None, None),
    ],
)
def test_how_a_match_begins_and_ends(pattern: str, first: str | None, last: set[str] | None) -> None:
    assert (first_class(pattern), last_characters(pattern)) == (first, last)


@pytest.mark.parametrize("pattern", KNOWN)
def test_no_match_is_lost_by_what_is_asked_first(pattern: str) -> None:
    plain, fast, at_end = re.compile(pattern), opened(pattern), ending(pattern)
    needed = needed_signs(pattern)
    for text in texts():
        found = list(plain.finditer(text))
        assert [match.span() for match in fast.finditer(text)] == [match.span() for match in found]
        for match in found[:2]:
            assert all(asked & set(signs_of(match[0])) for asked in needed)
            before = text[: match.end()]
            assert (at_end.search(before) is None) == (at_end.pattern.search(before) is None)
