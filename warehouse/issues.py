"""The issues that a run raised, as it staged them: known before a load, and also where there was none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import StageError
from extract.records import Issue
from warehouse.sets import REMEDY

SEVERITIES = ("error", "warning", "info")
"""The worst first."""

PLACES = ("collect/{run}/*", "extract/*/{run}*", "run/{run}")
"""The sets in which the steps of a run stage their issues."""


def staged_issues(staging: Path, run_ids: Iterable[str]) -> list[Issue]:
    """The issues of these runs, the worst first, then by code and address. Raises StageError where a set is damaged."""
    return sorted(
        (issue for run_id in run_ids for issue in _read(staging, run_id)),
        key=lambda issue: (SEVERITIES.index(issue.severity), issue.code, issue.source_id or "", issue.url or ""),
    )


def _read(staging: Path, run_id: str) -> Iterator[Issue]:
    for place in PLACES:
        for file in sorted(staging.glob(f"{place.format(run=run_id)}/issue.parquet")):
            try:
                rows = pq.read_table(file).to_pylist()
            except (OSError, pa.ArrowException) as error:
                raise StageError(f"{file}: is damaged: {error}", REMEDY) from error
            yield from (Issue(**row) for row in rows)
