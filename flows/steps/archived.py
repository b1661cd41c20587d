"""What a replay reads: the archive's files, and the sources that their pages may have come from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.collect.archive import Archive
from extract.collect.corrections import load_corrections
from extract.collect.registry import Source, load_sources
from extract.errors import ArchiveError, UsageError
from extract.records import Division
from flows.datadir import DataDirectory
from flows.steps.knowledge import Knowledge, known_divisions, load_knowledge


def archive_knowledge(data: DataDirectory, sources: Path) -> Knowledge:
    """What the archive's pages are read with: the divisions, the sources that they may have come from, corrections."""
    divisions = known_divisions(data)
    return load_knowledge(divisions, _known_sources(data, sources, divisions), load_corrections(sources))


def _known_sources(data: DataDirectory, sources: Path, divisions: tuple[Division, ...]) -> list[Source]:
    """The sources that the pages may have come from: those given, and those of a demo in the same data directory."""
    codes = {division.code for division in divisions}
    directories = [directory for directory in (sources, data.demo / "sources") if any(directory.glob("*.yml"))]
    return [source for directory in directories for source in load_sources(directory, codes)]


def archived(data: DataDirectory, only: Sequence[str] = ()) -> list[Path]:
    """The archive's WARC files, of the sources `only` where some are named.

    Raises ArchiveError where there is no file, UsageError for a source that the archive does not have.
    """
    warcs = Archive(data.archive).warc_files()
    if not warcs:
        raise ArchiveError(f"{data.archive} holds no WARC file", "Run fazhi nightly or fazhi ingest first.")
    there = {warc.parent.name for warc in warcs}
    if unknown := sorted(set(only) - there):
        raise UsageError(f"the archive has no source {unknown[0]}", f"It has {', '.join(sorted(there))}.")
    return [warc for warc in warcs if not only or warc.parent.name in only]
