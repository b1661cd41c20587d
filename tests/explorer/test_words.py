"""Words: templates and modules use those that are there, and each that is there is used."""

from __future__ import annotations

import re
from pathlib import Path

import explorer
from explorer.words import words

ROOT = Path(explorer.__file__).parent

TEXT = "\n".join(file.read_text(encoding="utf-8") for file in [*ROOT.rglob("*.html"), *ROOT.rglob("*.py")])

ASKED = re.compile(r"""\bw\(["']([a-z_.]+)["']\)""")
"""A word by its whole key."""

QUOTED = re.compile(r"""["']([a-z_]+\.[a-z_.]+)["']""")
"""What may be a key that is chosen between two."""

GROUPS = re.compile(
    r"""\bw\(["']([a-z_]+)\.["']\s*~|\b(?:value_word|label)\("([a-z_]+)","""
    r"""|\bchoice\(.*, "([a-z]+)"\) }}|f"([a-z_]+)\.\{"""
)
"""Groups of words that stand for the values of a column."""

NARROWING = {"qualifier", "scope"}
"""Groups that explorer/dossier/values.py takes from a table of its own."""


def test_no_word_is_missing() -> None:
    assert sorted(set(ASKED.findall(TEXT)) - words().keys()) == []


def test_no_word_is_idle() -> None:
    groups = {next(filter(None, found)) for found in GROUPS.findall(TEXT)} | NARROWING
    used = set(QUOTED.findall(TEXT))
    assert sorted(key for key in words().keys() - used if key.partition(".")[0] not in groups) == []


def test_each_language_is_its_own() -> None:
    for key, word in words().items():
        assert not re.search(r"[\u4e00-\u9fff]", word["en"].replace("溪砚", "")) or key == "site.language", key
