"""Programs that read old formats: found, run apart, and their failures named."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import convert as module
from extract.convert import convert
from extract.errors import PageError


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory that alone is searched for programs."""
    directory = tmp_path / "bin"
    directory.mkdir()
    monkeypatch.setenv("PATH", str(directory))
    return directory


def install(directory: Path, name: str, script: str) -> None:
    path = directory / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_without_a_program_nothing_is_made(programs: Path) -> None:
    assert list(programs.iterdir()) == []
    assert convert(b"x", "doc") is None


def test_antiword_gives_text_and_reads_no_rtf(programs: Path) -> None:
    install(programs, "antiword", 'test "$1 $2 $3 $4" = "-w 0 -m UTF-8.txt" && /bin/cat "$5"')
    assert convert("正文。".encode(), "doc") == "正文。".encode()
    assert convert(b"{\\rtf", "rtf") is None


def test_libreoffice_comes_first_and_gives_a_docx(programs: Path) -> None:
    install(programs, "antiword", "exit 1")
    install(programs, "soffice", '/bin/cat document.rtf document.rtf > document.docx; test -z "$SECRET"')
    assert convert(b"ab", "rtf") == b"abab"


@pytest.mark.parametrize(
    ("script", "said"), [("exit 1", "cannot read it"), ("exit 0", "makes no document"), ("/bin/sleep 9", "longer than")]
)
def test_a_program_that_fails_is_named(programs: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str) -> None:
    monkeypatch.setattr(module, "SECONDS", 1)
    install(programs, "soffice", script)
    with pytest.raises(PageError, match=said):
        convert(b"x", "doc")
