"""What extraction is given beside the bytes: the divisions, and what each source's YAML says about its publisher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extract.collect.source import Fill, Source
from extract.records import Correction, Division
from extract.report.divisions import Gazetteer, load_divisions
from extract.report.identity import Context
from flows.datadir import DataDirectory


class Knowledge:
    """Built once a run. `contexts` and `fills` are by source id; ingested pages have none. `corrections` are None where
    the run was given no sources: then those that were loaded before stand.

    No dataclass: Prefect searches the fields of dataclasses that a task is given for futures, and over 50,000
    divisions that took half a minute a night.
    """

    def __init__(
        self,
        divisions: tuple[Division, ...],
        contexts: Mapping[str, Context],
        fills: Mapping[str, Fill],
        corrections: tuple[Correction, ...] | None = None,
    ) -> None:
        self.divisions = divisions
        self.gazetteer = Gazetteer.from_rows(divisions)
        self.contexts = contexts
        self.fills = fills
        self.corrections = corrections


def load_knowledge(
    divisions: tuple[Division, ...],
    sources: Iterable[Source] = (),
    corrections: tuple[Correction, ...] | None = None,
) -> Knowledge:
    """The knowledge of a run over these sources and corrections."""
    sources = tuple(sources)
    return Knowledge(
        divisions,
        {source.id: Context(publisher=source.publisher, division_code=source.division) for source in sources},
        {source.id: source.assertions.fill for source in sources},
        corrections,
    )


def known_divisions(data: DataDirectory) -> tuple[Division, ...]:
    """The shipped divisions and the operator's own."""
    return load_divisions(data.divisions)
