"""Knowledge as bytes, for a process elsewhere that has the same package: what the package ships is not sent."""

from __future__ import annotations

import pickle
import zlib
from functools import lru_cache

from extract.report.divisions import load_divisions
from flows.steps.knowledge import Knowledge


def to_recipe(knowledge: Knowledge) -> bytes:
    """The operator's own divisions, and what each source says of its pages, packed."""
    shipped = set(load_divisions())
    own = tuple(division for division in knowledge.divisions if division not in shipped)
    return zlib.compress(pickle.dumps((own, dict(knowledge.contexts), dict(knowledge.fills))))


@lru_cache(maxsize=1)
def to_knowledge(recipe: bytes) -> Knowledge:
    """What `to_recipe` packed, by this process's package; built once, whatever number of parts it reads."""
    own, contexts, fills = pickle.loads(zlib.decompress(recipe))  # noqa: S301 - sent by the run that this one is part of
    divisions = {division.code: division for division in (*load_divisions(), *own)}
    return Knowledge(tuple(divisions.values()), contexts, fills)
