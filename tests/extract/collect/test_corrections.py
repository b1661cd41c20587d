"""Files of corrections: what they may say, and how a fault is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.collect.corrections import correction_faults, load_corrections
from extract.collect.lint import lint
from extract.errors import SourceError

REST = (
    "url: 'http://www.xiyan.example/2023.html', reason: Two digits changed places., "
    "evidence: The bulletin of the same year., date: 2026-03-20"
)


def written(tmp_path: Path, *rows: str, name: str = "xiyan.yml") -> Path:
    sources = tmp_path / "sources"
    (sources / "corrections").mkdir(parents=True, exist_ok=True)
    (sources / "xiyan.yml").write_text("id: xiyan\n", encoding="utf-8")
    text = "corrections:\n" + "".join(f"  - {{id: c{number}, {REST}, {row}}}\n" for number, row in enumerate(rows))
    (sources / "corrections" / name).write_text(text, encoding="utf-8")
    return sources


@pytest.mark.parametrize(
    ("row", "column", "old", "new"),
    [
        ("quote: 58件, column: value, wrong: 58, right: 85", "value", "58", "85"),
        ("quote: 58件, column: value, wrong: 58.50, right: 15000", "value", "58.5", "15000"),
        ("quote: 58件, column: value, wrong: 0, right: 1.0e-3", "value", "0", "0.001"),
        ("quote: 58件, column: indicator, wrong: a.b, right: null", "indicator", "a.b", None),
        ("quote: 58件, column: is_cumulative, wrong: true, right: false", "is_cumulative", "true", "false"),
        ("quote: 58件, column: period_end, wrong: null, right: 2023-12-31", "period_end", None, "2023-12-31"),
        ("quote: 58件, drop: true", None, None, None),
        ("column: report_year, wrong: 2023, right: 2022", "report_year", "2023", "2022"),
        ("column: published_on, wrong: 2024-03-20, right: 2024-03-21", "published_on", "2024-03-20", "2024-03-21"),
        ('column: division_code, wrong: "990101", right: "990102"', "division_code", "990101", "990102"),
        ("column: document_number, wrong: null, right: 溪府〔2024〕1号", "document_number", None, "溪府〔2024〕1号"),
    ],
)
def test_values_are_told_as_the_warehouse_tells_them(
    tmp_path: Path, row: str, column: str | None, old: str | None, new: str | None
) -> None:
    (found,) = load_corrections(written(tmp_path, row)) or ()
    assert (found.column_name, found.old_value, found.new_value) == (column, old, new)
    assert (found.correction_id, found.corrected_on, found.ended_on) == ("c0", date(2026, 3, 20), None)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("quote: 58件, column: valeu, wrong: 58, right: 85", 'unknown column "valeu" (did you mean "value"?)'),
        ("column: value, wrong: 58, right: 85", 'unknown column "value"'),
        ("quote: 58件, column: value, wrong: 五十八, right: 85", "wrong is '五十八'"),
        ("quote: 58件, column: value, wrong: 58, right: true", "right is True"),
        ("column: division_code, wrong: 990101, right: 990102", "wrong is 990101"),
        ("column: published_on, wrong: 2024, right: 2024-03-20", "wrong is 2024"),
        ("quote: 58件, column: comparator, wrong: eq, right: more", "right is 'more'"),
        ("column: title, wrong: a, right: null", "right is null"),
        ("column: title, wrong: a, right: a", "wrong is right"),
        ("column: title, wrong: a", "no right"),
        ("quote: 58件", "no column"),
        ("drop: true", "no quote"),
        ("quote: 58件, drop: true, column: value", "drop stands beside a column"),
        ("char_start: 3, column: title, wrong: a, right: b", "no quote"),
        ("quote: 58件, drop: true, until: soon", "until is 'soon'"),
        ("quote: 58件, drop: true, person: x", 'unknown key "person"'),
    ],
)
def test_what_a_correction_cannot_say_is_told_with_its_file_and_id(tmp_path: Path, row: str, message: str) -> None:
    sources = written(tmp_path, row)
    with pytest.raises(SourceError) as caught:
        load_corrections(sources)
    assert message in caught.value.message
    assert f"{sources / 'corrections' / 'xiyan.yml'}: correction c0: " in caught.value.message
    assert caught.value.remedy


def test_the_linter_of_sources_reads_them_too(tmp_path: Path) -> None:
    told = [fault.message for fault in lint(written(tmp_path, "drop: true"), ())]
    assert [message for message in told if "correction c0: no quote" in message]


DROP = "quote: 58件, drop: true"


def test_an_id_stands_once_and_a_file_is_a_sources(tmp_path: Path) -> None:
    sources = written(tmp_path, DROP)
    written(tmp_path, DROP, name="other.yml")
    told = [fault.message.rpartition("/")[2] for fault in correction_faults(sources)]
    assert told == ["other.yml: there is no source other", 'xiyan.yml: other.yml has the id "c0", too']


def test_what_is_no_list_of_corrections_is_told(tmp_path: Path) -> None:
    sources = written(tmp_path, DROP)
    for text, message in (("corrections: 3\n", "corrections is 3"), ("- a\n", "keys and values"), ("a: [", "not YAML")):
        (sources / "corrections" / "xiyan.yml").write_text(text, encoding="utf-8")
        with pytest.raises(SourceError, match=message):
            load_corrections(sources)


def test_there_need_be_no_corrections_and_without_sources_none_are_known(tmp_path: Path) -> None:
    assert load_corrections(tmp_path) == ()
    assert load_corrections(tmp_path / "none") is None
