"""Reposts: one report at several addresses. A place is told by portal and night; X and Y are words."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from extract.records import stable_id
from warehouse.dossier import read_dossier
from warehouse.load import Counts
from warehouse.outcome import SourceOutcome, read_outcome
from warehouse.publish import publish

OWN, OTHER, MIRROR = "http://portal.test/2023.html", "http://portal.test/zwgk/2023.html", "http://city.test/yi.html"

SHOWN = (
    "report",
    "report_version",
    "report_place",
    "section",
    "fact",
    "indicator_value",
    "timeliness",
    "event",
    "issue",
)


def told(desk: Any, number: int, url: str, words: str | None = "X", **stated: Any) -> list[Any]:
    """A night's capture of a place; what the page says differs with its words."""
    source_id = "city" if url == MIRROR else "yixian"
    shot = desk.snapshot(number, url, source_id=source_id, warc_file=f"{source_id}/{desk.run_id(number)}.warc.gz")
    lines = [("opening", f"内容{words}如下。"), ("achievements", "一、收到复议申请58件。")]
    facts = [("58件", "58", "reconsideration.applications_received")]
    return list(desk.capture(number, url, lines=lines, facts=facts, shot=shot, words_sha256=words, **stated))


def portals(desk: Any) -> list[Any]:
    city = {"source_id": "city", "publisher": "甲市人民政府", "division_code": "990100"}
    return [desk.source(), desk.source(**city)]


def place_id(url: str) -> str:
    return stable_id("report", url)


def places(desk: Any) -> dict[str, tuple[str, bool]]:
    """url -> (the url of the place that its report was first seen at, whether it is primary)."""
    names = {place_id(url): url for url in (OWN, OTHER, MIRROR)}
    rows = desk.ask("SELECT url, report_id, is_primary FROM report_place")
    return {url: (names[report_id], is_primary) for url, report_id, is_primary in rows}


def test_a_repost_is_one_report_with_two_places(desk: Any) -> None:
    desk.load_rows(*portals(desk), *told(desk, 0, OWN), *told(desk, 1, MIRROR, publisher="甲市司法局"))
    assert desk.ask("SELECT report_id, url, version FROM report") == [(place_id(OWN), OWN, 1)]
    assert desk.ask("SELECT url, source_id, publisher, is_own, first_seen_at FROM report_place ORDER BY 5") == [
        (OWN, "yixian", None, True, desk.night(0)),
        (MIRROR, "city", "甲市司法局", False, desk.night(1)),
    ]
    for relation, rows in (("section", 2), ("fact", 1), ("indicator_value", 1), ("timeliness", 1), ("completeness", 1)):
        assert desk.ask(f"SELECT count(*) FROM {relation}") == [(rows,)]  # noqa: S608
    assert desk.ask("SELECT reports FROM coverage WHERE is_published") == [(1,)]
    assert all(not result.failing for result in desk.check())


@pytest.mark.parametrize(
    "stated",
    [
        {"words": "Y"},
        {"words": None},
        {"issuer": "乙县教育局"},
        {"issuer": None},
        {"report_year": 2022},
        {"report_year": None},
        {"kind": "news"},
    ],
)
def test_what_is_not_the_same_stays_two_reports(desk: Any, stated: dict[str, Any]) -> None:
    desk.load_rows(*told(desk, 0, OWN), *told(desk, 1, MIRROR, **stated))
    assert places(desk) == {OWN: (OWN, True), MIRROR: (MIRROR, True)}


def test_reports_without_issuer_or_words_are_never_one(desk: Any) -> None:
    nobody = {"issuer": None, "words": "X"}
    desk.load_rows(*told(desk, 0, OWN, **nobody), *told(desk, 0, MIRROR, **nobody))
    desk.load_rows(*told(desk, 1, OWN, words=None), *told(desk, 1, MIRROR, words=None))
    assert places(desk) == {OWN: (OWN, True), MIRROR: (MIRROR, True)}


@pytest.mark.parametrize(
    ("first", "second", "primary"),
    [
        ((MIRROR, {}), (OWN, {}), OWN),
        ((MIRROR, {"published_on": date(2024, 1, 1)}), (OWN, {"published_on": date(2024, 5, 1)}), OWN),
        ((OTHER, {"published_on": date(2024, 3, 9)}), (OWN, {"published_on": date(2024, 3, 8)}), OWN),
        ((OTHER, {"published_on": None}), (OWN, {}), OWN),
        ((OTHER, {}), (OWN, {}), OTHER),
        (("file:saved.html", {"source_id": "ingest"}), (MIRROR, {}), MIRROR),
    ],
)
def test_the_primary_place_is_the_issuers_own_then_the_earliest(
    desk: Any, first: Any, second: Any, primary: str
) -> None:
    desk.load_rows(*portals(desk), *told(desk, 0, first[0], **first[1]), *told(desk, 1, second[0], **second[1]))
    assert desk.ask("SELECT url FROM report") == [(primary,)]


def test_a_better_place_that_appears_later_changes_no_id(desk: Any) -> None:
    desk.load_rows(*portals(desk), *told(desk, 0, MIRROR))
    ids = desk.ask("SELECT report_id, fact_id FROM fact")
    desk.stage("next", *told(desk, 1, OWN))
    counts = desk.load().counts
    assert desk.ask("SELECT report_id, fact_id FROM fact") == ids
    assert desk.ask("SELECT report_id, url, first_seen_at FROM report") == [(place_id(MIRROR), OWN, desk.night(0))]
    assert counts["fact"] == Counts(unchanged=1)
    assert counts["report_place"] == Counts(added=1, changed=1)


def test_an_id_by_which_a_report_was_known_before_leads_to_it(desk: Any) -> None:
    desk.load_rows(*told(desk, 0, OWN), *told(desk, 1, MIRROR, "Y"))
    assert places(desk) == {OWN: (OWN, True), MIRROR: (MIRROR, True)}
    desk.stage("next", *told(desk, 2, MIRROR))
    counts = desk.load().counts
    assert places(desk) == {OWN: (OWN, True), MIRROR: (OWN, False)}
    assert (counts["report_version"].removed, counts["fact"].removed) == (1, 1), "the younger id is gone"
    assert desk.ask(f"SELECT report_id FROM report_place WHERE place_id = '{place_id(MIRROR)}'") == [  # noqa: S608
        (place_id(OWN),)
    ]


def test_an_edited_place_stays_with_its_report(desk: Any) -> None:
    desk.load_rows(*portals(desk), *told(desk, 0, OWN), *told(desk, 0, MIRROR))
    desk.load_rows(*told(desk, 1, OWN, "Y"), *told(desk, 1, MIRROR))
    assert desk.ask("SELECT version, valid_from FROM report") == [(2, desk.night(1))]
    assert desk.ask("SELECT count(*), count(DISTINCT report_id) FROM report_place") == [(2, 1)]


def test_a_page_that_loses_its_issuer_stays_with_its_report(desk: Any) -> None:
    desk.load_rows(*told(desk, 0, OWN), *told(desk, 0, MIRROR))
    desk.load_rows(*told(desk, 1, MIRROR, "Y", issuer=None, report_year=None))
    assert desk.ask("SELECT count(DISTINCT report_id) FROM report_place") == [(1,)]


def test_an_address_used_again_for_another_year_leaves_its_report(desk: Any) -> None:
    desk.load_rows(*told(desk, 0, OWN, report_year=2022), *told(desk, 1, MIRROR, report_year=2022))
    desk.load_rows(*told(desk, 2, MIRROR, "Y"))
    assert desk.ask("SELECT url, report_year FROM report ORDER BY 2") == [(OWN, 2022), (MIRROR, 2023)]


def test_places_are_one_by_way_of_a_third(desk: Any) -> None:
    desk.load_rows(*told(desk, 0, OWN, "X"), *told(desk, 1, MIRROR, "Y"))
    desk.load_rows(*told(desk, 2, OTHER, "Y"))
    desk.load_rows(*told(desk, 3, OTHER, "X"))
    assert {first for first, _ in places(desk).values()} == {OWN}


def test_a_sources_division_that_is_corrected_moves_the_primary_place(desk: Any) -> None:
    desk.load_rows(*told(desk, 0, MIRROR), *told(desk, 1, OWN))
    assert desk.ask("SELECT url, report_id FROM report") == [(MIRROR, place_id(MIRROR))]
    desk.load_rows(*portals(desk))
    assert desk.ask("SELECT url, report_id FROM report") == [(OWN, place_id(MIRROR))]


def test_a_repost_that_is_no_longer_staged_leaves_no_place(desk: Any) -> None:
    desk.stage("extract/yixian/0", *told(desk, 0, OWN))
    desk.stage("extract/city/1", *told(desk, 1, MIRROR))
    desk.load()
    desk.stage("extract/yixian/0", *told(desk, 0, OWN)[:1])
    assert desk.load().rebuilt
    assert places(desk) == {MIRROR: (MIRROR, True)}


def test_a_page_of_many_places_is_one_report(desk: Any) -> None:
    urls = [f"http://portal.test/{number}/2023.html" for number in range(40)]
    desk.load_rows(*(row for number, url in enumerate(urls) for row in told(desk, number, url)))
    assert desk.ask("SELECT count(*), count(DISTINCT report_id), count_if(is_primary) FROM report_place") == [
        (40, 1, 1)
    ]


def stories(desk: Any) -> list[list[Any]]:
    """Five sets whose every order must end alike: a mirror first, an edit, a third place that joins them, an issue."""
    first = told(desk, 0, MIRROR)
    return [
        [*portals(desk)[:1], *first],
        [*portals(desk)[1:], *told(desk, 1, OWN, "Y")],
        [
            *told(desk, 2, OTHER, "Y", published_on=date(2024, 2, 1)),
            desk.issue(2, report_id=place_id(OTHER), url=OTHER),
        ],
        told(desk, 3, OWN, "X"),
        [desk.snapshot(4, MIRROR, refers_to=first[0].snapshot_id), *told(desk, 4, OTHER, "Z")],
    ]


def content(desk: Any, names: Iterable[str] = SHOWN) -> dict[str, list[Any]]:
    return {name: desk.ask(f"FROM {name} ORDER BY ALL") for name in names}


@pytest.fixture(scope="module")
def expected(module_desk: Any) -> dict[str, list[Any]]:
    module_desk.load_rows(*(row for rows in stories(module_desk) for row in rows))
    return content(module_desk)


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::29])
def test_places_do_not_depend_on_the_order_of_loading(desk: Any, expected: Any, order: tuple[int, ...]) -> None:
    for place in order:
        desk.load_rows(*stories(desk)[place])
    assert content(desk) == expected
    desk.load()
    assert content(desk) == expected
    assert {first for first, _ in places(desk).values()} == {MIRROR}


def test_an_issue_names_the_report_of_its_place(desk: Any) -> None:
    desk.load_rows(*portals(desk), *told(desk, 0, OWN), *told(desk, 1, MIRROR))
    desk.load_rows(desk.issue(1, "header.bad_date", MIRROR, report_id=place_id(MIRROR)), desk.issue(1, url="http://a"))
    assert desk.ask("SELECT report_id FROM issue ORDER BY report_id NULLS LAST") == [(place_id(OWN),), (None,)]
    assert desk.ask("SELECT count(*) FROM open_issue JOIN report USING (report_id)") == [(1,)]


@pytest.mark.parametrize(
    ("own", "other", "mirror", "told_on", "url"),
    [
        (date(2024, 4, 9), date(2024, 3, 30), date(2024, 1, 1), date(2024, 3, 30), OTHER),
        (date(2024, 4, 9), None, date(2024, 1, 1), date(2024, 4, 9), OWN),
        (None, None, date(2024, 5, 1), date(2024, 5, 1), MIRROR),
        (None, None, None, None, OWN),
    ],
)
def test_timeliness_takes_the_earliest_day_of_the_issuers_own_portal(
    desk: Any, own: Any, other: Any, mirror: Any, told_on: Any, url: str
) -> None:
    days = {OWN: own, OTHER: other, MIRROR: mirror}
    shown = [row for place, day in days.items() for row in told(desk, 0, place, published_on=day)]
    desk.load_rows(*portals(desk), *shown)
    ((published_on, shown_at),) = desk.ask("SELECT published_on, url FROM timeliness")
    assert published_on == told_on
    assert shown_at == url or told_on is None


def test_two_reports_of_an_issuer_and_year_are_told(desk: Any) -> None:
    desk.load_rows(*told(desk, 0, OWN), *told(desk, 0, OTHER, "Y"), *told(desk, 0, MIRROR, "Y"))
    (result,) = (result for result in desk.check() if result.failing)
    assert (result.name, result.failing, result.severity) == ("issuer_has_one_report", 1, "warning")
    assert "alike: 0.67" in result.sample[0]["message"]


def test_a_report_is_found_by_each_of_its_places(desk: Any) -> None:
    desk.load_rows(*portals(desk), *told(desk, 0, MIRROR), *told(desk, 1, OWN))
    publish(desk.file, desk.releases, "r1")
    found = [read_dossier(desk.releases, place_id(url), url) for url in (OWN, MIRROR)]
    assert found[0] == found[1]
    assert (found[0].report.url, found[0].report.report_id) == (OWN, place_id(MIRROR))
    assert [fact.quote for fact in found[0].facts] == ["58件"]


def test_a_listed_repost_counts_as_loaded(desk: Any) -> None:
    city = desk.entry(1, MIRROR, source_id="city")
    desk.load_rows(*portals(desk), desk.entry(0, OWN), *told(desk, 0, OWN), city, *told(desk, 1, MIRROR))
    publish(desk.file, desk.releases, "r1")
    outcome = read_outcome(desk.releases)
    assert outcome.sources == (SourceOutcome("city", 1, 1, 0), SourceOutcome("yixian", 1, 1, 0))
    assert outcome.refusals == ()
