"""Corrections: values of reports and facts that a person found wrong, as reviewed YAML beside the sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.collect.correction_keys import FACT_COLUMNS, KEYS, REPORT_COLUMNS, row_faults, told
from extract.collect.registry import ENDING, parsed
from extract.collect.shapes import Key, mapping, mapping_faults, several
from extract.errors import SourceError
from extract.records import Correction

FOLDER = "corrections"
"""Where they stand in the directory of the sources; one file a source, named as it is."""

_FILE = {"corrections": Key(several(mapping(KEYS), "a list of corrections"))}


def correction_files(sources: Path) -> list[Path]:
    """The files of corrections beside the sources. There need be none."""
    return sorted(path for path in (sources / FOLDER).glob("*") if path.suffix in (".yml", ".yaml"))


def load_corrections(sources: Path) -> tuple[Correction, ...] | None:
    """Every correction beside the sources; None where there is no such directory, so that nothing is known of them.

    Raises SourceError, which names file and id, for the first wrong one.
    """
    if not sources.is_dir():
        return None
    if fault := next(correction_faults(sources), None):
        raise fault
    return tuple(_correction(row) for path in correction_files(sources) for row in parsed(path)["corrections"])


def correction_faults(sources: Path) -> Iterator[SourceError]:
    """Everything that is wrong with the files of corrections."""
    holders: dict[str, Path] = {}
    for path in correction_files(sources):
        try:
            row = parsed(path)
        except SourceError as error:
            yield error
            continue
        yield from _file_faults(path, row, sources)
        for each in _rows(row):
            if (holder := holders.setdefault(str(each.get("id")), path)) != path:
                yield SourceError(f'{path}: {holder.name} has the id "{each["id"]}", too', "Name each correction anew.")


def _rows(row: dict[str, Any]) -> list[dict[str, Any]]:
    rows = row.get("corrections")
    return [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []


def _file_faults(path: Path, row: dict[str, Any], sources: Path) -> Iterator[SourceError]:
    if path.suffix != ENDING or not (sources / path.name).is_file():
        yield SourceError(f"{path}: there is no source {path.stem}", f"Name it as the source's file, <id>{ENDING}.")
    for what, remedy in mapping_faults(row, _FILE):
        yield SourceError(f"{path}: {what}", remedy)
    seen: set[str] = set()
    for each in _rows(row):
        named = f"{path}: correction {each.get('id', '?')}"
        for what, remedy in row_faults(each):
            yield SourceError(f"{named}: {what}", remedy)
        if each.get("id") in seen:
            yield SourceError(f"{named}: the id stands twice", "Name each correction anew.")
        seen.add(str(each.get("id")))


def _correction(row: dict[str, Any]) -> Correction:
    column = row.get("column")
    kind = (FACT_COLUMNS if "quote" in row else REPORT_COLUMNS).get(column or "", "text")
    return Correction(
        correction_id=row["id"],
        url=row["url"],
        quote=row.get("quote"),
        within=row.get("within"),
        char_start=row.get("char_start"),
        column_name=column,
        old_value=told(row.get("wrong"), kind),
        new_value=told(row.get("right"), kind),
        reason=row["reason"],
        evidence=row["evidence"],
        corrected_on=row["date"],
        ended_on=row.get("until"),
    )
