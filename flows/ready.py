"""What can be known to be wrong before Prefect starts, which takes ten seconds."""

from __future__ import annotations

from pathlib import Path

from extract.collect.registry import load_sources
from extract.collect.source import Source
from flows.datadir import DataDirectory
from flows.demo import refuse_mixture
from flows.steps.knowledge import known_divisions


def check_sources(data: DataDirectory, sources: Path) -> list[Source]:
    """The sources that would be collected into a data directory. Raises SourceError for a wrong file, UsageError where
    real portals would mix with the demo's."""
    refuse_mixture(data, sources)
    return list(load_sources(sources, {division.code for division in known_divisions(data)}))
