"""A run's summary as Markdown, for Prefect's page of the run: a table a step, and a link to each issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.records import Issue
from flows.render import cautions, difference, headline, of_which
from flows.summary import Summary

ISSUES_SHOWN = 100
"""What a page bears. The first nights of new portals raise thousands; all are in the table issue."""

MEANINGS = "docs/operations.md"
"""Where each code has a heading that says what it means and what to do."""


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A Markdown table. A bar or a line break inside a cell would end it, so both are taken out."""
    cells = [[str(cell).replace("|", "/").replace("\n", " ") for cell in row] for row in rows]
    rule = ["---"] * len(header)
    return ["", *(f"| {' | '.join(row)} |" for row in [list(header), rule, *cells]), ""]


def _sources(summary: Summary) -> list[str]:
    return _table(
        ("source", "requests", "new bodies", "as before", "taken", "refused", "issues", "seconds", "failed or not due"),
        (
            (
                *(s.source_id, s.requests, s.new_bodies, s.revisits, s.taken, s.refused, s.issues, s.seconds),
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


def _issues(issues: Sequence[Issue], docs: str) -> list[str]:
    rows = (
        (issue.severity, _code(issue.code, docs), issue.source_id or "", _page(issue), issue.message, issue.remedy)
        for issue in issues[:ISSUES_SHOWN]
    )
    more = len(issues) - ISSUES_SHOWN
    return [
        *_table(("severity", "code", "source", "page", "what", "what to do"), rows),
        *([f"And {more} more: see the table issue."] if more > 0 else []),
    ]


def _code(code: str, docs: str) -> str:
    """A code with a link to what it means; where nobody serves the docs, the code alone."""
    return f"[{code}]({docs.rstrip('/')}/{MEANINGS.rpartition('/')[2]}#{code})" if docs else f"`{code}`"


def _page(issue: Issue) -> str:
    is_link = issue.url is not None and issue.url.startswith(("http://", "https://"))
    return f"[page](<{issue.url}>)" if is_link else issue.url or ""


def page(summary: Summary, issues: Sequence[Issue], docs: str = "") -> str:
    """The summary: state, failures, difference, a table a step, the issues. `docs` is where docs/ is served."""
    seconds = ", ".join(f"{name} {taken:.1f} s" for name, taken in summary.seconds.items())
    return "\n".join(
        [
            f"# {headline(summary)}",
            "",
            *([f"It {before}.", ""] if (before := of_which(summary)) else []),
            f"Changes: {difference(summary)}.",
            f"Release: {summary.release or 'none published'}.",
            *([f"Took: {seconds}."] if seconds else []),
            *(f"Warning: {warning.removesuffix('.')}." for warning in cautions(summary)),
            "",
            "## Collect",
            *_sources(summary),
            "## Extract",
            *_warcs(summary),
            "## Load",
            *_counts(summary),
            f"## Issues ({len(issues)}; each code is explained in {MEANINGS})",
            *_issues(issues, docs),
        ]
    )
