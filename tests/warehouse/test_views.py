"""Each view on a few rows whose answer is worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

A = "reconsideration.applications_received"
B = "reconsideration.accepted"
C = "reconsideration.concluded"
RATE = "reconsideration.conclusion_rate"


def page(year: int, name: str = "yi") -> str:
    return f"http://portal.test/{name}/{year}.html"


def told(desk: Any, text: str, facts: list[Any], **stated: Any) -> None:
    desk.load_rows(*desk.capture(0, lines=[("achievements", text)], facts=facts, **stated))


def test_a_value_told_twice_is_one_row_of_two_mentions(desk: Any) -> None:
    text = "一、收到58件,受理54件。共58宗。"
    again = text.index("58宗")
    first, second = ("58件", "58", A), ("58宗", "58", A, {"unit": "件", "char_start": again, "char_end": again + 3})
    told(desk, text, [second, ("54件", "54", B), first])
    rows = desk.ask(
        "SELECT indicator, value, unit, comparator, mentions, fact_id FROM indicator_value ORDER BY indicator"
    )
    (id_of_first,) = desk.ask("SELECT fact_id FROM fact WHERE quote = '58件'")
    assert rows[1] == (A, Decimal(58), "件", "eq", 2, *id_of_first)
    assert rows[0][:5] == (B, Decimal(54), "件", "eq", 1)


def test_targets_and_quantities_of_no_indicator_are_no_indicator_values(desk: Any) -> None:
    told(desk, "一、收到58件,受理54件。", [("58件", "58", A, {"scope": "target"}), ("54件", "54", None)])
    assert desk.ask("SELECT * FROM indicator_value") == []


def test_other_comparators_qualifiers_and_cumulations_are_other_values(desk: Any) -> None:
    told(
        desk,
        "一、收到58件,受理54件。",
        [("58件", "58", A), ("8件", "58", A, {"comparator": "at_least"}), ("54件", "58", A, {"is_cumulative": True})],
    )
    assert desk.ask("SELECT count(*), sum(mentions) FROM indicator_value") == [(3, 3)]


@pytest.mark.parametrize(
    ("published_on", "days", "is_late"),
    [
        (date(2024, 3, 31), -1, False),
        (date(2024, 4, 1), 0, True),
        (date(2024, 4, 11), 10, True),
        (date(2023, 12, 31), -92, False),
        (None, None, None),
    ],
)
def test_timeliness_counts_days_from_the_first_of_april(desk: Any, published_on: Any, days: Any, is_late: Any) -> None:
    desk.load_rows(*desk.capture(0, published_on=published_on, published_by="url"))
    assert desk.ask("SELECT due_on, days_from_due, is_late, published_by FROM timeliness") == [
        (date(2024, 4, 1), days, is_late, "url")
    ]


def test_completeness_names_the_missing_parts(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    desk.load_rows(*desk.capture(0, page(2022), lines=[("other", "一、58件。")], facts=[], report_year=2022))
    assert desk.ask(
        "SELECT report_year, has_opening, has_achievements, has_problems, parts, missing FROM completeness ORDER BY 1"
    ) == [
        (2022, False, False, False, 0, ["opening", "achievements", "problems", "leader_duty", "plan"]),
        (2023, True, True, False, 3, ["problems", "leader_duty"]),
    ]


def test_a_page_that_is_no_report_is_in_no_assessment(desk: Any) -> None:
    desk.load_rows(*desk.capture(0, kind="news"))
    for view in ("timeliness", "completeness", "text_reuse"):
        assert desk.ask(f"FROM {view}") == []


@pytest.fixture
def covered(desk: Any) -> Any:
    """乙县 is collected; 甲市 has published 2020 elsewhere; 丙县, abolished in 2022, has published 2021."""
    desk.load_rows(
        desk.source(),
        *desk.capture(0, page(2023)),
        *desk.capture(0, page(2020, "jia"), report_year=2020, division_code="990100", level="prefecture"),
        *desk.capture(0, page(2021, "bing"), report_year=2021, division_code="990102"),
    )
    return desk


def coverage(desk: Any, code: str) -> dict[int, tuple[bool, str | None]]:
    rows = desk.ask(f"SELECT report_year, is_published, reason FROM coverage WHERE division_code = '{code}'")  # noqa: S608
    return {year: (is_published, reason) for year, is_published, reason in rows}


def test_coverage_expects_every_government_and_says_who_is_not_collected(covered: Any) -> None:
    no, not_collected = (False, "no entry"), (False, "not collected")
    assert coverage(covered, "990101") == {2020: no, 2021: no, 2022: no, 2023: (True, None)}
    assert coverage(covered, "990100") == {2020: (True, None), 2021: no, 2022: no, 2023: no}
    assert coverage(covered, "990000") == dict.fromkeys(range(2020, 2024), not_collected)


def test_coverage_expects_nothing_of_a_division_that_stood_no_more_at_the_years_end(covered: Any) -> None:
    assert coverage(covered, "990102") == {2020: (False, "no entry"), 2021: (True, None)}


@pytest.mark.parametrize(
    ("code", "verdict", "reason"),
    [
        ("fetch.gone", "report", "gone"),
        ("fetch.refused", "refused", "refused"),
        ("fetch.failed", "report", "unreachable"),
        ("page.empty_body", "report", "unreadable"),
        (None, "report", "unreadable"),
        (None, "refused", "no entry"),
    ],
)
def test_coverage_says_what_stopped_a_listed_page(covered: Any, code: Any, verdict: str, reason: str) -> None:
    url = page(2022)
    issues = [covered.issue(0, code, url)] if code else []
    covered.load_rows(covered.entry(0, url, title="乙县二〇二二年法治政府建设报告", verdict=verdict), *issues)
    assert coverage(covered, "990101")[2022] == (False, reason)
    assert coverage(covered, "990101")[2021] == (False, "no entry")


def test_coverage_takes_the_year_before_the_listing_where_the_title_has_none(covered: Any) -> None:
    listed = covered.entry(0, page(2022), title="乙县法治政府建设报告", listed_on=date(2023, 3, 1))
    covered.load_rows(listed, covered.issue(0, "fetch.gone", page(2022)))
    assert coverage(covered, "990101")[2022] == (False, "gone")


def test_a_departments_report_does_not_cover_its_government(desk: Any) -> None:
    desk.load_rows(desk.source(), *desk.capture(0, issuer="乙县教育局", issuer_kind="department"))
    assert coverage(desk, "990101") == {2023: (False, "no entry")}


def test_text_reuse_is_the_share_of_runs_of_thirteen(desk: Any) -> None:
    words = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
    assert len(words) == 16, "four runs of thirteen"
    texts = {
        page(2023): (words, {}),
        page(2022): (words[:14] + "午未申酉", {"report_year": 2022}),
        page(2023, "bing"): (words[1:], {"issuer": "丙县人民政府"}),
        page(2023, "jia"): (words, {"issuer": "甲市人民政府", "level": "prefecture"}),
        page(2021): (words, {"report_year": 2021}),
    }
    for url, (text, stated) in texts.items():
        desk.load_rows(*desk.capture(0, url, lines=[("opening", text[:5] + "\n" + text[5:])], facts=[], **stated))
    rows = desk.ask(
        "SELECT o.url, relation, grams, shared_grams, containment FROM text_reuse AS t"
        " JOIN report AS r USING (report_id) JOIN report AS o ON o.report_id = t.other_report_id"
        " WHERE r.url LIKE '%/yi/2023.html' ORDER BY ALL"
    )
    assert rows == [
        (page(2023, "bing"), "peer", 4, 3, 0.75),
        (page(2022), "year before", 4, 2, 0.5),
    ]


def test_text_reuse_counts_every_run_of_a_long_body(desk: Any) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(1_530))
    for name in ("yi", "bing"):
        desk.load_rows(*desk.capture(0, page(2023, name), lines=[("opening", text)], facts=[], issuer=name))
    assert desk.ask("SELECT grams, shared_grams, containment FROM text_reuse") == [(1_518, 1_518, 1.0)] * 2


def test_a_part_that_exceeds_its_whole_is_told_with_both_sentences(desk: Any) -> None:
    told(desk, "一、收到54件,受理58件。", [("54件", "54", A), ("58件", "58", B)])
    rows = desk.ask(
        "SELECT c.kind, c.indicator, c.value, c.expected, f.quote, o.quote, c.sentence, c.other_sentence"
        " FROM consistency AS c JOIN fact AS f USING (fact_id) JOIN fact AS o ON o.fact_id = c.other_fact_id"
    )
    sentence = "一、收到54件,受理58件。"
    assert rows == [("at_most", B, Decimal(58), Decimal(54), "58件", "54件", sentence, sentence)]


@pytest.mark.parametrize(
    "facts",
    [
        [("58件", "58", A), ("54件", "54", B)],
        [("54件", "54", A), ("58件", "58", B, {"comparator": "approx"})],
        [("54件", "54", A), ("58件", "58", B, {"is_cumulative": True})],
        [("54件", "54", A), ("58件", "58", B, {"scope": "target"})],
        [("54件", "54", A), ("58件", "58", B, {"qualifier": "民生领域"})],
        [("54件", "54", A), ("58件", "58", B), ("8件", "8", B)],
        [("58件", "58", B)],
    ],
)
def test_what_may_hold_is_not_told(desk: Any, facts: list[Any]) -> None:
    told(desk, "一、收到54件,受理58件。", facts)
    assert desk.ask("FROM consistency") == []


@pytest.mark.parametrize(
    ("stated", "differs"), [("90.74", False), ("90.7", False), ("91", False), ("90", True), ("98", True)]
)
def test_a_stated_rate_is_held_against_its_parts(desk: Any, stated: str, differs: bool) -> None:
    told(
        desk,
        f"一、受理54件,审结49件,审结率{stated}%。",
        [("54件", "54", B), ("49件", "49", C), (f"{stated}%", stated, RATE)],
    )
    rows = desk.ask("SELECT kind, value, expected, other_value, base_value FROM consistency")
    wanted = ("ratio", Decimal(stated), Decimal("90.74"), Decimal(49), Decimal(54))
    assert rows == ([wanted] if differs else [])


def test_fact_context_leads_to_the_archived_bytes(desk: Any) -> None:
    desk.load_rows(*desk.capture(0))
    assert desk.ask(
        "SELECT issuer, report_year, quote, sentence, heading, part, url, fetched_at, warc_file, warc_offset"
        " FROM fact_context WHERE quote = '58件'"
    ) == [
        (
            "乙县人民政府",
            2023,
            "58件",
            "一、主要工作。收到复议申请58件,受理54件。",
            "主要工作",
            "achievements",
            "http://portal.test/2023.html",
            desk.night(0),
            f"yixian/{desk.run_id(0)}.warc.gz",
            0,
        )
    ]


def test_the_bytes_of_a_body_in_an_attachment_are_the_attachments(desk: Any) -> None:
    document = desk.snapshot(0, "http://portal.test/a.docx", role="attachment")
    again = desk.snapshot(1, "http://portal.test/a.docx", role="attachment", refers_to=document.snapshot_id)
    desk.load_rows(document, again, *desk.capture(1, body_snapshot_id=again.snapshot_id))
    assert desk.ask("SELECT DISTINCT fetched_at, payload_url, warc_file FROM fact_context") == [
        (desk.night(1), "http://portal.test/a.docx", f"yixian/{desk.run_id(0)}.warc.gz")
    ]


@pytest.mark.parametrize(
    ("code", "later", "is_open"),
    [
        ("fetch.gone", None, True),
        ("fetch.gone", "again", False),
        ("page.empty_body", "again", True),
        ("page.empty_body", "changed", False),
    ],
)
def test_an_issue_is_open_until_its_page_was_fetched_without_it(
    desk: Any, code: str, later: Any, is_open: bool
) -> None:
    first = desk.snapshot(0)
    desk.load_rows(first, desk.issue(0, code))
    if later:
        desk.load_rows(desk.snapshot(1, refers_to=first.snapshot_id if later == "again" else None))
    assert bool(desk.ask("FROM open_issue")) is is_open


SUM = "一、受理54件,审结49件,维持30件,驳回15件,终止9件。"


@pytest.mark.parametrize(("ended", "differs"), [("9", True), ("4", False)])
def test_outcomes_are_held_against_what_was_concluded(desk: Any, ended: str, differs: bool) -> None:
    told(
        desk,
        SUM.replace("9件。", f"{ended}件。"),
        [
            ("49件", "49", C),
            ("30件", "30", "reconsideration.upheld"),
            ("15件", "15", "reconsideration.rejected"),
            (f"{ended}件", ended, "reconsideration.withdrawn_after_mediation"),
        ],
    )
    rows = desk.ask("SELECT kind, value, expected, other_indicator FROM consistency")
    assert rows == ([("sum", Decimal(54), Decimal(49), C)] if differs else [])


@pytest.mark.parametrize(("part", "differs"), [("12", True), ("9", False)])
def test_parts_are_held_against_their_total(desk: Any, part: str, differs: bool) -> None:
    lawyers = "public_lawyer.count"
    text = f"一、公职律师20人,其中机关{part}人、企业10人。"
    told(
        desk,
        text,
        [
            ("20人", "20", lawyers),
            (f"{part}人", part, lawyers, {"qualifier": "part"}),
            ("10人", "10", lawyers, {"qualifier": "part"}),
        ],
    )
    rows = desk.ask("SELECT kind, value, expected FROM consistency")
    assert rows == ([("parts", Decimal(part) + 10, Decimal(20))] if differs else [])


@pytest.mark.parametrize(("later", "differs"), [("2000", True), ("19", True), ("700", False)])
def test_a_stock_that_jumps_tenfold_is_told(desk: Any, later: str, differs: bool) -> None:
    officers = "enforcement.licensed_officers"
    for night, (year, count) in enumerate(((2022, "200"), (2023, later))):
        lines = [("achievements", f"一、持证执法人员{count}人。")]
        facts = [(f"{count}人", count, officers)]
        desk.load_rows(*desk.capture(night, page(year), lines=lines, facts=facts, report_year=year))
    rows = desk.ask("SELECT kind, report_year, value, other_value FROM consistency")
    assert rows == ([("jump", 2023, Decimal(later), Decimal(200))] if differs else [])
