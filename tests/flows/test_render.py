"""What a summary says."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from extract.issues import Finding
from flows.page import ISSUES_SHOWN, page
from flows.render import complaints, difference, headline, lines
from flows.runs import begin
from flows.summary import SourceResult, Summary, WarcResult, killed_row, run_row, told, unended_row
from warehouse.load import Counts


def summary(**given: object) -> Summary:
    return Summary(begin("nightly"), **given)  # type: ignore[arg-type]


COLLECTED = SourceResult("portal_a", requests=9, new_bodies=4, revisits=2, taken=3, refused=1)
REVISITED = SourceResult("portal_a", requests=9, revisits=6, taken=3, refused=1)
DOWN = SourceResult("portal_b", error="no connection | to\nportal_b")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sources": [REVISITED]}, "no new response bodies, no changed rows"),
        ({"sources": [COLLECTED]}, "4 new response bodies, no changed rows"),
        (
            {"sources": [COLLECTED], "counts": {"report_version": Counts(3, 1, 7, 0), "section": Counts(0, 0, 9, 0)}},
            "4 new response bodies; report_version 3 added, 1 changed, 0 removed",
        ),
        (
            {"sources": [REVISITED], "counts": {"snapshot": Counts(6, 0, 6, 0)}},
            "no new response bodies, no changed rows",
        ),
    ],
)
def test_the_difference_is_said_plainly(given: dict[str, object], said: str) -> None:
    assert difference(summary(**given)) == said


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"sources": [COLLECTED]}, "ok"),
        ({"sources": [COLLECTED, DOWN]}, "degraded"),
        ({"warcs": [WarcResult("a/b.warc.gz", error="bug")]}, "degraded"),
        ({"sources": [COLLECTED], "refused": ["a.pdf: is not read yet"]}, "degraded"),
        ({"warcs": [WarcResult("a/b.warc.gz", unread=("http://a.example/: another document",))]}, "ok"),
        ({"sources": [COLLECTED], "error": "the disk is full"}, "failed"),
    ],
)
def test_the_state_follows_from_what_failed(given: dict[str, object], state: str) -> None:
    run = summary(**given)
    assert run.state == state
    assert run_row(run).state == state
    assert lines(run)[-1].endswith(state)


def test_what_failed_is_named_in_headline_and_lines() -> None:
    run = summary(sources=[COLLECTED, DOWN])
    assert "portal_b: no connection" in headline(run)
    assert any(line.startswith("failed: portal_b") for line in lines(run))


def test_a_cell_cannot_break_the_markdown_table() -> None:
    (row,) = [line for line in page(summary(sources=[DOWN]), []).splitlines() if line.startswith("| portal_b")]
    assert row.count("|") == 10


def test_a_warning_has_one_full_stop() -> None:
    assert "Warning: a: 3 rows. Look at them.\n" in page(summary(warnings=["a: 3 rows. Look at them."]), [])


def test_a_file_that_is_cut_off_is_a_warning() -> None:
    cut = summary(warcs=[WarcResult("a/b.warc.gz", cut="a/b.warc.gz is cut off")])
    assert lines(cut)[0] == "warning: a/b.warc.gz is cut off"
    assert "Warning: a/b.warc.gz is cut off." in page(cut, [])
    assert cut.state == "ok"


@pytest.mark.parametrize("why", ["is empty", "a.warc.gz is empty", "a.warc.gz: is empty"])
def test_a_complaint_names_the_thing_once_and_its_remedy(why: str) -> None:
    assert told("a.warc.gz", why, "Get another.") == "a.warc.gz: is empty\n  Get another."


def test_the_run_row_counts_by_step_and_source() -> None:
    steps = json.loads(run_row(summary(sources=[COLLECTED], warcs=[WarcResult("a/b.warc.gz", pages=3)])).summary)
    assert steps["collect"][0]["new_bodies"] == 4
    assert steps["extract"][0]["pages"] == 3


def test_a_killed_run_has_a_failed_row_with_what_it_had_done() -> None:
    before = unended_row(summary(sources=[COLLECTED], due=["portal_a", "portal_b"]))
    run = begin("nightly")
    row, bare = killed_row(run, before), killed_row(run, None)
    assert (row.run_id, row.state, bare.state) == (run.run_id, "failed", "failed")
    assert json.loads(row.summary) == json.loads(before.summary)
    assert json.loads(bare.summary) == {"killed": True}


def test_what_failed_is_told_with_its_remedy_and_the_run_first() -> None:
    run = summary(
        sources=[COLLECTED, SourceResult("b", error="no answer", remedy="Wait.")],
        warcs=[WarcResult("b/1.warc.gz", error="bug")],
        error="the disk is full",
        remedy="Make room.",
    )
    first, second, third = complaints(run)
    assert first == "nothing was published: the disk is full\n  Make room."
    assert second == "b: no answer\n  Wait."
    assert third.startswith("b/1.warc.gz: bug\n  ")


ISSUE = Finding("fetch.gone", "the portal answers 404").issue(
    run_id="r", seen_at=datetime(2026, 11, 22, tzinfo=UTC), source_id="portal_a", url="http://a.example/1(2).html"
)


@pytest.mark.parametrize(
    ("docs", "code"),
    [
        ("", "`fetch.gone`"),
        ("https://docs.example/fazhi/", "[fetch.gone](https://docs.example/fazhi/operations.md#fetch.gone)"),
    ],
)
def test_an_issue_links_its_page_and_what_its_code_means(docs: str, code: str) -> None:
    (row,) = [line for line in page(summary(), [ISSUE], docs).splitlines() if line.startswith("| warning")]
    assert code in row
    assert "[page](<http://a.example/1(2).html>)" in row


def test_a_page_bears_so_many_issues_and_tells_of_the_rest() -> None:
    text = page(summary(), [ISSUE] * (ISSUES_SHOWN + 3))
    assert text.count("| warning |") == ISSUES_SHOWN
    assert "And 3 more" in text


def test_a_run_that_goes_on_says_with_which() -> None:
    run = summary(resumes="r1", kept=["a", "b"])
    assert lines(run)[0] == "goes on with r1, which published nothing: 2 sources were finished"
    assert "It goes on with r1" in page(run, [])
