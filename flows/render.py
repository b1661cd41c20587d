"""A run's summary in words: lines for a terminal or a log, Markdown for Prefect's page of the run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.summary import CONTENT, Summary


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


def _warnings(summary: Summary) -> list[str]:
    """WARC files that were cut off, then checks that warn."""
    return [warc.cut for warc in summary.warcs if warc.cut] + summary.warnings


def lines(summary: Summary) -> list[str]:
    """The summary for a terminal, most important last."""
    said = [f"{source.source_id}: {source.not_due}" for source in summary.sources if source.not_due]
    said += [f"warning: {warning}" for warning in _warnings(summary)]
    said += [f"failed: {failure}" for failure in summary.failures]
    said.append(f"changes: {difference(summary)}")
    if summary.release:
        said.append(f"published release {summary.release}")
    said.append(f"{summary.run.command} {summary.run.run_id}: {summary.state}")
    return said


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A Markdown table. A bar or a line break inside a cell would end it, so both are taken out."""
    cells = [[str(cell).replace("|", "/").replace("\n", " ") for cell in row] for row in rows]
    rule = ["---"] * len(header)
    return ["", *(f"| {' | '.join(row)} |" for row in [list(header), rule, *cells]), ""]


def _sources(summary: Summary) -> list[str]:
    return _table(
        ("source", "requests", "new bodies", "as before", "taken", "refused", "issues", "failed or not due"),
        (
            (
                *(s.source_id, s.requests, s.new_bodies, s.revisits, s.taken, s.refused, s.issues),
                s.error or s.not_due or "",
            )
            for s in summary.sources
        ),
    )


def _warcs(summary: Summary) -> list[str]:
    return _table(
        ("WARC file", "pages", "reports", "facts", "issues", "failed"),
        ((w.name, w.pages, w.reports, w.facts, w.issues, w.error or "") for w in summary.warcs),
    )


def _counts(summary: Summary) -> list[str]:
    return _table(
        ("relation", "added", "changed", "unchanged", "removed"),
        ((name, count.added, count.changed, count.unchanged, count.removed) for name, count in summary.counts.items()),
    )


def markdown(summary: Summary) -> str:
    """The summary for Prefect's artifact: state, failures, difference, and a table a step."""
    return "\n".join(
        [
            f"# {headline(summary)}",
            "",
            f"Changes: {difference(summary)}.",
            f"Release: {summary.release or 'none published'}.",
            *(f"Warning: {warning.removesuffix('.')}." for warning in _warnings(summary)),
            "",
            "## Collect",
            *_sources(summary),
            "## Extract",
            *_warcs(summary),
            "## Load",
            *_counts(summary),
        ]
    )
