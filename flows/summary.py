"""What a run did: counts by step and by source, what failed, and what changed. The same for a person and for a row."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from extract import EXTRACTOR_VERSION
from extract.records import RunRow
from flows.runs import Run, now
from warehouse.load import Counts

CONTENT = ("report_version", "report_place", "section", "fact", "citation", "table_cell")
"""The relations that hold what pages say. The others (snapshot, listing_entry, run …) grow every night by design."""


def told(what: str, why: str, remedy: str) -> str:
    """What is wrong with a path or page, which `why` may name again, and on a second line what to do about it."""
    return f"{what}: {why.removeprefix(what).lstrip(': ')}\n  {remedy}"


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What collecting one source came to. `error` is None, or why the source failed as a whole; `not_due` is None, or
    why it was not asked. It is `whole` where its listings were walked to their ends."""

    source_id: str
    requests: int = 0
    new_bodies: int = 0
    revisits: int = 0
    taken: int = 0
    refused: int = 0
    issues: int = 0
    whole: bool = True
    seconds: float = 0.0
    error: str | None = None
    remedy: str | None = None
    """What to do about `error`."""
    not_due: str | None = None


@dataclass(frozen=True, slots=True)
class WarcResult:
    """What extracting one WARC file came to. `error` is None, or why nothing of it could be staged."""

    name: str
    pages: int = 0
    reports: int = 0
    facts: int = 0
    issues: int = 0
    unread: tuple[str, ...] = ()
    """The pages that gave no report, as `told` says it."""
    cut: str | None = None
    """That the file is cut off, in words that name it; None for a whole one."""
    error: str | None = None


@dataclass(slots=True)
class Summary:
    """A run as far as it has come: each step adds its own."""

    run: Run
    due: list[str] = field(default_factory=list)
    """The sources that it asks, or means to."""
    resumes: str | None = None
    """The run that was killed and that this one goes on with."""
    kept: list[str] = field(default_factory=list)
    """The sources that the run before had finished: they are not asked again."""
    retries: str | None = None
    """The run of which this one does again what failed."""
    sources: list[SourceResult] = field(default_factory=list)
    warcs: list[WarcResult] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=dict)
    anew: bool = False
    """Whether the counts are those of a warehouse that was built anew, where every row is an added one."""
    refused: list[str] = field(default_factory=list)
    """What was handed in and gave no report, as `told` says it."""
    warnings: list[str] = field(default_factory=list)
    """Checks that warn."""
    release: str | None = None
    """The id of the release that was published."""
    error: str | None = None
    """Why nothing could be loaded or published."""
    remedy: str | None = None
    """What to do about `error`."""
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each step took."""

    @property
    def failures(self) -> list[str]:
        """`<source or WARC file>: <why>`, in the order of the steps."""
        sources = [f"{source.source_id}: {source.error}" for source in self.sources if source.error]
        warcs = [f"{warc.name}: {warc.error}" for warc in self.warcs if warc.error]
        return sources + warcs + ([self.error] if self.error else [])

    @property
    def state(self) -> str:
        """`ok`; `degraded` (a source or a WARC file failed, or what was handed in gave no report; the rest went on);
        or `failed` (nothing was published)."""
        if self.error:
            return "failed"
        return "degraded" if self.failures or self.refused else "ok"

    @property
    def new_bodies(self) -> int:
        """Response bodies that the archive did not have."""
        return sum(source.new_bodies for source in self.sources)

    @property
    def changed_rows(self) -> int:
        """Rows of content that the load added, changed or removed."""
        return sum(
            count.added + count.changed + count.removed for name, count in self.counts.items() if name in CONTENT
        )


STATED = ("due", "resumes", "kept", "retries", "release", "error", "seconds", "warnings")
"""What the row of a run states of its summary beside what each source and WARC file gave; what is empty is left out."""


def run_row(summary: Summary) -> RunRow:
    """The run as a row of the warehouse, as far as it is known."""
    steps = {
        "collect": [asdict(source) for source in summary.sources],
        "extract": [asdict(warc) for warc in summary.warcs],
        "load": {name: asdict(count) for name, count in summary.counts.items()},
    }
    stated = {name: value for name in STATED if (value := getattr(summary, name))}
    return _row(summary.run, summary.state, steps | stated)


def unended_row(summary: Summary) -> RunRow:
    """The row of a run that is under way: what a kill would leave."""
    return _killed(summary.run, json.loads(run_row(summary).summary))


def killed_row(run: Run, before: RunRow | None) -> RunRow:
    """The row of a run that a kill kept from writing its last one, with what it had staged `before`."""
    return _killed(run, json.loads(before.summary) if before else {})


def _killed(run: Run, steps: dict[str, Any]) -> RunRow:
    return _row(run, "failed", steps | {"killed": True})


def _row(run: Run, state: str, steps: dict[str, Any]) -> RunRow:
    return RunRow(
        run_id=run.run_id,
        command=run.command,
        state=state,
        started_at=run.started_at,
        finished_at=now(),
        extractor_version=EXTRACTOR_VERSION,
        summary=json.dumps(steps, ensure_ascii=False),
    )
