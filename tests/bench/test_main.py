"""What `python -m bench` takes for the name of a benchmark, and what not."""

from __future__ import annotations

import pytest

from bench.__main__ import main


@pytest.mark.parametrize("words", [["pages"], ["links", "few"], ["20"], ["--write", "nothing"]], ids=" ".join)
def test_an_unknown_word_is_told_before_anything_runs(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"{words[-1]}: no benchmark is named so; there are document, facts, links")
    assert told.out == ""


def test_a_benchmark_is_run_at_the_size_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "2", "10", "1"]) == 0
    assert "facts: 2 pages of 10 KB" in capsys.readouterr().out
