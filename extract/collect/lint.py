"""The linter of sources: everything that is wrong with a directory of them, conventions included."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from extract.collect.corrections import correction_faults
from extract.collect.registry import faults_of, parsed, source_files
from extract.collect.source_keys import KEYS, schema_text
from extract.errors import ListingError, SourceError
from extract.platforms import PLATFORMS

LINES_MAX = 39
"""A source of more holds more than what is particular to its portal."""

SCHEMA = "schema.json"
FIRST_LINE = f"# yaml-language-server: $schema={SCHEMA}"

CAVEAT = re.compile(r"[^:]+: \S.*\.", re.DOTALL)
"""What is the matter, and why or with what consequence, as a sentence."""


def lint(directory: Path, known_divisions: Collection[str]) -> list[SourceError]:
    """Every fault of the directory's sources and schema, by file. Raises SourceError for a directory without any."""
    found = [fault for path in source_files(directory) for fault in _faults(path, known_divisions)]
    return [
        *found,
        *_shared_listings(directory),
        *_stale_schema(directory / SCHEMA),
        *correction_faults(directory),
    ]


def _faults(path: Path, known_divisions: Collection[str]) -> Iterator[SourceError]:
    try:
        row = parsed(path)
    except SourceError as error:
        yield error
        return
    wrong = list(faults_of(path, row, known_divisions))
    yield from wrong
    yield from _unusual_text(path)
    yield from _unusual_keys(path, row)
    if not wrong:
        yield from _strange_listings(path, row)


def _unusual_text(path: Path) -> Iterator[SourceError]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > LINES_MAX:
        yield SourceError(f"{path}: {len(lines)} lines, {LINES_MAX} at most", "Split it: a source is one portal.")
    if lines[0] != FIRST_LINE:
        yield SourceError(f"{path}: the first line names no schema", f"Begin it with: {FIRST_LINE}")


def _unusual_keys(path: Path, row: dict[str, Any]) -> Iterator[SourceError]:
    known = [key for key in row if key in KEYS]
    if known != (ordered := [key for key in KEYS if key in row]):
        yield SourceError(f"{path}: the keys stand in another order than usual", f"Order them: {', '.join(ordered)}.")
    caveats = row.get("caveats") or []
    if not caveats:
        yield SourceError(f"{path}: no caveat", "Say what is not certain of it: was it ever checked live, and when?")
    for caveat in caveats if isinstance(caveats, list) else ():
        if not CAVEAT.fullmatch(str(caveat)):
            yield SourceError(f'{path}: the caveat "{caveat}" has no reason', 'Write it "What: why or since when."')


def _strange_listings(path: Path, row: dict[str, Any]) -> Iterator[SourceError]:
    for url in row["listings"]:
        try:
            PLATFORMS[row["platform"]].first(url)
        except ListingError as error:
            yield SourceError(f"{path}: {error.message}", error.remedy)


def _shared_listings(directory: Path) -> Iterator[SourceError]:
    holders: dict[str, Path] = {}
    for path, url in _listings(directory):
        if (holder := holders.setdefault(url, path)) != path:
            yield SourceError(f"{path}: {holder.name} has the listing {url}, too", "Take it out of one of them.")


def _listings(directory: Path) -> Iterator[tuple[Path, str]]:
    for path in source_files(directory):
        try:
            listings = parsed(path).get("listings")
        except SourceError:
            continue  # told above
        yield from ((path, str(url)) for url in listings or () if isinstance(listings, list))


def _stale_schema(schema: Path) -> Iterator[SourceError]:
    if not schema.is_file() or schema.read_text(encoding="utf-8") != schema_text():
        remedy = f"Write it anew: python -m extract.collect.source_keys > {schema}"
        yield SourceError(f"{schema}: not the schema of this version", remedy)
