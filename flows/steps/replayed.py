"""How far a replay has come, so that one that was killed goes on where it stood."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.steps.extract import warc_name
from flows.summary import WarcResult

FILE = "replayed"
"""In the staging directory: a line that says what is being replayed and by which code, then a line a finished file."""


class Replayed:
    """The WARC files that the replay which was begun last has finished; begun anew where that was another.

    Another means: it came to its end, good or bad; or it was of other sources, of other knowledge (`recipe`), or of an
    extractor of which a file has changed since.
    """

    def __init__(self, staging: Path, only: Sequence[str], recipe: bytes) -> None:
        self._file = staging / FILE
        known = hashlib.sha256(recipe).hexdigest()
        self._head = json.dumps({"only": sorted(only), "extractor": _extractor(), "knowledge": known})

    def __enter__(self) -> Self:
        lines = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []
        self._done = set(lines[1:]) if lines[:1] == [self._head] else set()
        if not self._done:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(f"{self._head}\n", encoding="utf-8")
        self._open = self._file.open("a", encoding="utf-8")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()
        if kind is None or issubclass(kind, Exception):  # what failed may lie in a set that is staged
            self._file.unlink()

    def left(self, warcs: Sequence[Path]) -> list[Path]:
        """Those of the files that are not finished."""
        return [warc for warc in warcs if warc_name(warc) not in self._done]

    def add(self, result: WarcResult) -> None:
        """Note that a file is finished, unless it failed."""
        if result.error is None:
            self._open.write(f"{result.name}\n")
            self._open.flush()


def _extractor() -> str:
    """A digest of the package that extracts, code and data."""
    found = hashlib.sha256()
    for file in _files(resources.files("extract")):
        found.update(file.read_bytes())
    return found.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    inside = sorted((each for each in folder.iterdir() if each.name != "__pycache__"), key=lambda each: each.name)
    return [file for each in inside for file in (_files(each) if each.is_dir() else [each])]
