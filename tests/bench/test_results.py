"""bench/results.md: a benchmark replaces its own rows and section, and README quotes the table as it stands."""

from __future__ import annotations

from pathlib import Path

from bench.outcome import HEADER, at_least, at_most
from bench.results import FILE, README, Section, write

ORDER = ("document", "growth")


def _table(text: str) -> str:
    return text.partition(HEADER)[2].partition("\n\n")[0]


def _section(name: str, seen: float | None) -> Section:
    outcomes = [at_least(f"speed of {name}", "a peer", 8, seen), at_most(f"time of {name}", "the limit", 4, 2)]
    return Section(name, f"python -m bench {name}", "0.1", f"{name} came to {seen}\n", outcomes)


def test_readme_quotes_the_results() -> None:
    told = _table(FILE.read_text(encoding="utf-8"))
    assert told
    assert _table(README.read_text(encoding="utf-8")) == told


def test_a_benchmark_replaces_what_it_came_to_before_and_nothing_else(tmp_path: Path) -> None:
    file, readme = tmp_path / "results.md", tmp_path / "README.md"
    readme.write_text("# A\n\n## How fast\n\nOld.\n\n## Where\n\nHere.\n", encoding="utf-8")
    for section in (_section("growth", 9), _section("document", 7), _section("document", None)):
        write(section, ORDER, file, readme)
    text = file.read_text(encoding="utf-8")
    assert _table(text).splitlines() == [
        "| document | speed of document | a peer | at least 8 times | not installed |  |",
        "| document | time of document | the limit | at most 4 times its time | 2 | reached |",
        "| growth | speed of growth | a peer | at least 8 times | 9 | reached |",
        "| growth | time of growth | the limit | at most 4 times its time | 2 | reached |",
    ]
    assert text.count("came to") == 2
    assert "document came to None" in text
    quoted = readme.read_text(encoding="utf-8")
    assert _table(quoted) == _table(text)
    assert "Old." not in quoted
    assert quoted.endswith("## Where\n\nHere.\n")
