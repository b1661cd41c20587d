"""A run's summary in words: what failed and what changed, in lines for a terminal or a letter."""

from __future__ import annotations

from extract.issues import KINDS
from flows.summary import CONTENT, Summary, told

LOOK = "A fault of ours, by its looks. Tell the maintainers what the log of the run says."
"""The remedy of an error that has none."""


def difference(summary: Summary) -> str:
    """What this run changed in the warehouse, said plainly where it is nothing."""
    if summary.anew and not summary.counts:
        return "nothing was loaded"
    if summary.anew:
        return "built anew, " + ", ".join(f"{name} {summary.counts[name].added}" for name in CONTENT)
    bodies = f"{summary.new_bodies} new response bodies" if summary.new_bodies else "no new response bodies"
    if not summary.changed_rows:
        return f"{bodies}, no changed rows"
    changes = [
        f"{name} {count.added} added, {count.changed} changed, {count.removed} removed"
        for name in CONTENT
        if (count := summary.counts.get(name)) and count.added + count.changed + count.removed
    ]
    return f"{bodies}; {'; '.join(changes)}"


def headline(summary: Summary) -> str:
    """The state of the run, and what failed, in one line."""
    if not summary.failures:
        return f"{summary.run.command} {summary.run.run_id}: {summary.state}"
    return f"{summary.run.command} {summary.run.run_id}: {summary.state}, failed: {'; '.join(summary.failures)}"


def of_which(summary: Summary) -> str:
    """Of which run this one goes on with the work, or does again what failed; empty for a run of its own."""
    if summary.resumes:
        return f"goes on with {summary.resumes}, which published nothing: {len(summary.kept)} sources were finished"
    return f"does again what failed in {summary.retries}" if summary.retries else ""


def complaints(summary: Summary) -> list[str]:
    """What failed, each as `told` says it: a run that published nothing first, then sources, then WARC files."""
    run = [told("nothing was published", summary.error, summary.remedy or LOOK)] if summary.error else []
    sources = [told(s.source_id, s.error, s.remedy or LOOK) for s in summary.sources if s.error]
    warcs = [told(w.name, w.error, KINDS["extract.failed"].remedy) for w in summary.warcs if w.error]
    return [*run, *sources, *warcs, *summary.refused]


def cautions(summary: Summary) -> list[str]:
    """WARC files that were cut off, then checks that warn."""
    return [warc.cut for warc in summary.warcs if warc.cut] + summary.warnings


def lines(summary: Summary) -> list[str]:
    """The summary for a terminal, most important last."""
    said = [before] if (before := of_which(summary)) else []
    said += [f"{source.source_id}: {source.not_due}" for source in summary.sources if source.not_due]
    said += [f"warning: {warning}" for warning in cautions(summary)]
    said += [f"failed: {failure}" for failure in summary.failures]
    said.append(f"changes: {difference(summary)}")
    if summary.release:
        said.append(f"published release {summary.release}")
    said.append(f"{summary.run.command} {summary.run.run_id}: {summary.state}")
    return said
