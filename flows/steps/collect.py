"""Left of the archive: one source, collected into it, and what is staged about that."""

from __future__ import annotations

import time
from pathlib import Path

from extract.collect.archive import Archive
from extract.collect.assertions import BelowMinError
from extract.collect.failures import finding_of
from extract.collect.portal import collect_portal
from extract.collect.registry import Source
from extract.collect.scope import NIGHT, Scope
from extract.errors import FazhiError, FetchError, ListingError, SelectorError, SourceError, StageError
from extract.issues import KINDS, Finding
from extract.records import ListingEntry
from flows.datadir import DataDirectory
from flows.failures import reason
from flows.progress import Watch
from flows.runs import Run, now
from flows.summary import SourceResult
from warehouse.stage import write_set

TAKEN = "report"
"""The verdict of a listing entry that was fetched."""


def _set_name(run: Run, source: Source) -> str:
    return f"collect/{run.run_id}/{source.id}"


def _taken(entries: tuple[ListingEntry, ...]) -> int:
    return sum(entry.verdict == TAKEN for entry in entries)


def collect_source(data: DataDirectory, source: Source, run: Run, watch: Watch, scope: Scope = NIGHT) -> SourceResult:
    """Collect a source, as far as `scope` goes: its answers to the archive, its listing entries and issues to staging.

    Raises FetchError, ListingError or SelectorError where the source fails as a whole; what was fetched until then
    stands in the archive.
    """
    bar, began = watch.start(f"collect {source.id}"), time.monotonic()
    collected = collect_portal(source, Archive(data.archive), run.run_id, scope=scope, progress=bar.advance)
    write_set(data.staging, _set_name(run, source), [source.row(), *collected.entries, *collected.issues])
    taken = _taken(collected.entries)
    result = SourceResult(
        source_id=source.id,
        requests=collected.requests,
        new_bodies=collected.new_bodies,
        revisits=collected.revisits,
        taken=taken,
        refused=len(collected.entries) - taken,
        issues=len(collected.issues),
        whole=collected.is_whole,
        seconds=round(time.monotonic() - began, 1),
    )
    bar.finish(
        f"{result.requests} requests, {result.new_bodies} new response bodies, {result.revisits} as before; "
        f"{result.taken} entries taken, {result.refused} refused"
    )
    return result


def record_failure(data: DataDirectory, source: Source, run: Run, error: BaseException) -> SourceResult:
    """Stage that a source failed as a whole, and what of its listing tells why: a block, an outage, a redesign.

    Where that cannot be staged either, the result says so: the other sources go on.
    """
    is_below = isinstance(error, BelowMinError)
    findings = [Finding("source.below_min" if is_below else "source.failed", f"{source.id}: {reason(error)}")]
    if isinstance(error, FetchError | ListingError | SelectorError) and not is_below:
        findings.append(finding_of(error, detail="listing"))
    told_at, url = now(), source.listings[0]
    issues = [each.issue(run_id=run.run_id, seen_at=told_at, source_id=source.id, url=url) for each in findings]
    why = reason(error)
    try:
        write_set(data.staging, _set_name(run, source), [source.row(), *issues])
    except StageError as unstaged:
        why = f"{why}; and {unstaged.message}"
    remedy = error.remedy if isinstance(error, FazhiError) else ""
    return SourceResult(
        source_id=source.id, issues=len(issues), error=why, remedy=remedy or KINDS[findings[0].code].remedy
    )


def record_wrong_file(data: DataDirectory, path: Path, run: Run, error: SourceError) -> SourceResult:
    """Stage that a source could not be asked, since its file is wrong. Raises StageError."""
    finding = Finding("source.wrong_file", error.message)
    issue = finding.issue(run_id=run.run_id, seen_at=now(), source_id=path.stem)
    write_set(data.staging, f"collect/{run.run_id}/{path.stem}", [issue])
    return SourceResult(source_id=path.stem, issues=1, error=error.message, remedy=error.remedy)
