"""Saved pages and WARC files to a release, without the network and without Prefect."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.collect.archive import Archive
from extract.errors import UsageError
from extract.issues import KINDS, Finding
from extract.records import Issue, SourceRow
from flows.course import conducted
from flows.datadir import DataDirectory
from flows.intake import Passed, Refused, Taken, is_warc, take_in
from flows.progress import Watch
from flows.runs import Run, begin, now
from flows.steps.extract import HANDED_IN, extract_warc, pending_warcs
from flows.steps.finish import complete, load_staged, publish_checked
from flows.steps.knowledge import known_divisions, load_knowledge
from flows.summary import SourceResult, Summary, told
from warehouse.publish import LATEST
from warehouse.stage import write_set

SOURCE = SourceRow(HANDED_IN, publisher="", division_code=None, platform="file", listing_urls="", allowed_hosts="")
"""The source that pages from files are put under."""

NOTHING = "nothing was taken in and there is no release yet, so nothing was published"
"""An empty release would hide that."""


def ingest(data: DataDirectory, paths: list[Path], url: str | None, watch: Watch) -> Summary:
    """Archive, extract, load and publish what stands under the paths; the summary names what gave no report.

    Where nothing was taken in and nothing was published before, nothing is: the summary's error says so.
    Raises UsageError where `url` is given for more than one page, HeldError beside a running run, and LoadError or
    ReleaseError where nothing could be published.
    """
    if url and (len(paths) > 1 or paths[0].is_dir() or is_warc(paths[0])):
        raise UsageError("--url is the address of one page", "Give one file with it, or leave it out.")
    run = begin("ingest")
    summary = Summary(run)
    with conducted(data, summary, lambda *_: None, notify=False):
        knowledge = load_knowledge(known_divisions(data))
        summary.sources = [_take_in(data, run, take_in(paths, url), summary.refused, watch)]
        # A killed night's files are left to the next night, which knows their sources.
        own = [warc for warc in pending_warcs(data) if warc.parent.name == SOURCE.source_id]
        if not own and not data.releases.joinpath(LATEST).exists():
            summary.error = NOTHING
            return summary
        summary.warcs = [extract_warc(data, warc, knowledge, watch) for warc in own]
        summary.refused += [why for warc in summary.warcs for why in warc.unread]
        complete(data, summary, knowledge, load_staged, publish_checked)
    return summary


def _take_in(
    data: DataDirectory, run: Run, found: Iterable[Taken | Refused | Passed], refused: list[str], watch: Watch
) -> SourceResult:
    """Archive every page; what is refused becomes an issue and a line of `refused`."""
    issues = []
    with Archive(data.archive).writer(SOURCE.source_id, run.run_id) as writer:
        for item in found:
            if isinstance(item, Refused):
                issues.append(_issue(item, run))
                refused.append(told(str(item.path), item.why, KINDS[item.code].remedy))
            elif isinstance(item, Passed):
                watch.start(f"take in {item.path}").finish(f"{item.taken} pages of reports, {item.passed} others")
            else:
                writer.add(
                    url=item.url,
                    role="page",
                    fetched_at=item.fetched_at or now(),
                    status=200,
                    reason="OK",
                    headers=[("Content-Type", item.content_type)],
                    body=item.body,
                )
    write_set(data.staging, f"collect/{run.run_id}/{SOURCE.source_id}", [SOURCE, *issues])
    return SourceResult(
        source_id=SOURCE.source_id,
        new_bodies=writer.new_bodies,
        revisits=writer.revisits,
        taken=writer.new_bodies + writer.revisits,
        refused=len(issues),
        issues=len(issues),
    )


def _issue(refused: Refused, run: Run) -> Issue:
    finding = Finding(refused.code, f"{refused.path}: {refused.why}", detail=str(refused.path))
    return finding.issue(run_id=run.run_id, seen_at=now(), source_id=SOURCE.source_id)
