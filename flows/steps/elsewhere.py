"""Extraction in another process, of this machine or of another: a part of the archive in, staged sets out."""

from __future__ import annotations

import tempfile
from io import StringIO
from pathlib import Path

from flows.datadir import DataDirectory
from flows.progress import watching
from flows.steps.extract import set_name
from flows.steps.partition import Part, extract_part
from flows.steps.recipe import to_knowledge
from flows.steps.store import Store
from flows.summary import WarcResult


def extract_elsewhere(part: Part, root: Path, recipe: bytes, shared: str | None) -> list[WarcResult]:
    """Extract a part in a process that has nothing of the run but this.

    `root` is the data directory, which this machine must see under the same path; with `shared`, the address of a
    `Store`, archive and staging are brought from there and back instead, and `root` is not looked at.
    """
    if shared is None:
        return _extract(part, DataDirectory(root), recipe)
    store = Store(shared)
    with tempfile.TemporaryDirectory(prefix="fazhi-") as place:
        here = DataDirectory(Path(place))
        for source in sorted({name.partition("/")[0] for name in part.names}):
            store.fetch_source(here, source)
        results = _extract(part, here, recipe)
        for result in results:
            if result.error is None:
                store.put_set(here, set_name(here.archive / result.name))
    return results


def _extract(part: Part, data: DataDirectory, recipe: bytes) -> list[WarcResult]:
    with watching(StringIO()) as watch:  # the run that sent the part tells of it
        return extract_part(part, data, to_knowledge(recipe), watch)
