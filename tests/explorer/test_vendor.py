"""The libraries that are shipped: as their packages had them, each with its licence."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from explorer.assets import STATIC

VENDOR = STATIC / "vendor"

with (VENDOR / "vendor.tsv").open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_is_what_the_package_had(row: dict[str, str]) -> None:
    content = (VENDOR / row["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert row["version"].encode() in content, "the file tells its version"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_has_its_licence(row: dict[str, str]) -> None:
    licence = (VENDOR / row["licence_file"]).read_text(encoding="utf-8")
    words = {"BSD-3-Clause": "Redistribution and use", "0BSD": "Permission to use, copy, modify"}
    assert words[row["licence"]] in licence


def test_nothing_else_is_shipped() -> None:
    told = {row["file"] for row in ROWS} | {row["licence_file"] for row in ROWS}
    assert {file.name for file in VENDOR.iterdir()} == told | {"vendor.tsv", "bundled.LICENSE"}


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.*")), ids=lambda file: file.name)
def test_our_own_files_name_no_host(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "//" not in text.replace("// ", "") and "url(" not in text
