"""The linter of sources: every fault is told, not the first alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.collect.lint import FIRST_LINE, SCHEMA, lint
from extract.collect.source_keys import schema_text
from extract.report.divisions import load_divisions

SHIPPED = Path(__file__).parents[3] / "sources"
DIVISIONS = {"990101", "990102"}

GOOD = f"""\
{FIRST_LINE}
id: songxi
publisher: 松溪区人民政府
division: "990101"
platform: gkmlpt
listings:
  - http://www.songxi.example/gkmlpt/index#2418
allowed_hosts:
  - www.songxi.example
delay_seconds: 3
cadence: {{days: 1, full_walk_days: 30}}
assertions:
  entries: {{min: 1, max: 500}}
caveats:
  - "Never checked live: the address is of our own invention."
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / SCHEMA).write_text(schema_text(), encoding="utf-8")
    (tmp_path / "songxi.yml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def told(directory: Path) -> list[str]:
    return [fault.message.removeprefix(f"{directory}/") for fault in lint(directory, DIVISIONS)]


def test_the_shipped_sources_have_no_fault() -> None:
    assert lint(SHIPPED, {division.code for division in load_divisions()}) == []


def test_a_good_directory_has_none(directory: Path) -> None:
    assert told(directory) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (FIRST_LINE, "# a source", "the first line names no schema"),
        (
            'publisher: 松溪区人民政府\ndivision: "990101"',
            'division: "990101"\npublisher: 松溪区人民政府',
            "another order",
        ),
        ("index#2418", "index", "no catalogue and category in this address"),
        ("caveats:\n  - ", "caveats: []\n#", "no caveat"),
        ("Never checked live: the", "The", 'the caveat "The address is of our own invention." has no reason'),
        (FIRST_LINE, FIRST_LINE + "\n" * 30, "45 lines, 39 at most"),
    ],
)
def test_conventions_are_held(directory: Path, before: str, after: str, says: str) -> None:
    assert before in GOOD
    (directory / "songxi.yml").write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    (message,) = told(directory)
    assert message.startswith("songxi.yml: ")
    assert says in message


def test_every_fault_of_every_file_is_told(directory: Path) -> None:
    wrong = GOOD.replace('"990101"', '"990109"').replace("platform: gkmlpt", "platform: gkml")
    (directory / "songxi.yml").write_text(wrong.replace("delay_seconds: 3\n", ""), encoding="utf-8")
    (directory / "qinghe.yml").write_text("id: [", encoding="utf-8")
    messages = told(directory)
    assert [message.partition(":")[0] for message in messages] == ["qinghe.yml", *["songxi.yml"] * 3]
    for says in ("this is not YAML", "no delay_seconds", 'unknown platform "gkml"', 'unknown division "990109"'):
        assert any(says in message for message in messages), says


def test_two_sources_share_no_listing(directory: Path) -> None:
    (directory / "qinghe.yml").write_text(GOOD.replace("id: songxi", "id: qinghe"), encoding="utf-8")
    (message,) = told(directory)
    assert message == "songxi.yml: qinghe.yml has the listing http://www.songxi.example/gkmlpt/index#2418, too"


@pytest.mark.parametrize("schema", ["{}", None])
def test_a_schema_that_is_stale_or_missing_is_told(directory: Path, schema: str | None) -> None:
    (directory / SCHEMA).unlink()
    if schema:
        (directory / SCHEMA).write_text(schema, encoding="utf-8")
    (fault,) = lint(directory, DIVISIONS)
    assert "not the schema of this version" in fault.message
    assert "python -m extract.collect.source_keys" in fault.remedy
