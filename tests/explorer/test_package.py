"""What is installed: every file that the explorer reads goes with the package."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "explorer"


def test_every_file_that_is_no_module_is_named_in_pyproject() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    brought = {file for glob in built["package-data"]["explorer"] for file in PACKAGE.glob(glob) if file.is_file()}
    there = {file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc")}
    assert there - brought == set()
    assert "explorer*" in built["packages"]["find"]["include"]


def test_every_query_is_asked_by_a_page_and_says_what_it_answers() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))
    for file in (PACKAGE / "queries").glob("*.sql"):
        assert f'"{file.stem}"' in code, f"{file.name} is asked by nobody"
        assert file.read_text(encoding="utf-8").startswith("-- "), f"{file.name} does not say what it answers"
