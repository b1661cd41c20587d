"""The page of a report, read as a browser reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from explorer.dossier.manner import CHINESE, ENGLISH, Manner
from explorer.dossier.report import report_body, report_page
from extract.records import Citation
from warehouse.dossier import Flag, OpenIssue

from .dossiers import BODY, body_of, dossier, fact, one, read


def test_two_indicators_of_one_number_share_a_mark_and_both_are_told() -> None:
    soup = read(report_page(dossier(fact("100%", "a.x"), fact("100%", "a.y"))))
    (shown,) = soup.select("article .fact")
    assert [code.get_text() for code in shown.select(".about > code")] == ["a.x", "a.y"]
    places = [link["href"] for link in soup.select("tbody td:first-child a")]
    assert len(set(places)) == 2
    assert [one(soup, place).find_next("mark") for place in places] == [one(shown, "mark")] * 2


@pytest.mark.parametrize(
    ("indicator", "scope", "look"),
    [("a.x", None, "linked"), (None, None, "unlinked"), ("a.x", "target", "target"), (None, "target", "target")],
)
def test_a_mark_looks_as_its_fact_is(indicator: str | None, scope: str | None, look: str) -> None:
    soup = read(report_page(dossier(fact("58件", indicator, scope=scope))))
    assert one(soup, "article mark")["class"] == [look]


def test_the_card_can_be_tabbed_to_and_says_all_of_a_fact() -> None:
    stated = fact(
        "58件", "a.x", comparator="at_least", scope="全县", qualifier="change", subject="申请", rule="count a.x#1"
    )
    (shown,) = read(report_page(dossier(stated))).select("article .fact")
    assert shown["tabindex"] == "0"
    said = one(shown, f"#{shown['aria-describedby']}").get_text(" ", strip=True)
    for word in (
        "名a.x",
        "Name",
        "a.x",
        "≥",
        "58",
        "at least",
        "比率",
        "2023",
        "全县",
        "增减量",
        "申请",
        "count a.x#1",
    ):
        assert word in said


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"value": Decimal("15000.000000")}, "15,000 件"),
        ({"value": Decimal("46.900000"), "unit": "%"}, "46.9%"),
        ({"value": Decimal(3), "value_upper": Decimal(5), "unit": "场"}, "3–5 场"),
        ({"value": Decimal(6), "unit": "rank"}, "第 6 位 rank 6"),
        ({"period_start": None, "is_cumulative": True}, "… – 2023-12-31 累计"),
        ({"period_start": date(2021, 1, 1)}, "2021–2023"),
        ({"period_end": date(2023, 11, 30)}, "2023-01-01 – 2023-11-30"),
        ({"period_start": None, "period_end": None}, "未知 unknown"),
    ],
)
def test_values_and_periods_are_written_for_readers(columns: dict[str, Any], said: str) -> None:
    soup = read(report_page(dossier(fact("58件", None, **columns))))
    assert said in [cell.get_text().removesuffix(" cumulative") for cell in soup.select("tbody td")]


def test_a_flag_is_told_of_every_fact_that_it_holds_against_each_other() -> None:
    first, other = fact("58件", "a.x"), fact("100%", "a.y")
    flag = Flag("at_most", "Read both.", (first.fact_id, other.fact_id, "elsewhere"), Decimal(58), Decimal(40))
    soup = read(report_page(dossier(first, other, flags=(flag,))))
    assert len(soup.select("article mark.flagged")) == 2
    told = one(soup, f"#c-{other.fact_id} .flag")
    assert "58 对照 against 40" in told.get_text()
    assert [link["href"] for link in told.select("a")] == [f"#f-{first.fact_id}", f"#f-{other.fact_id}"]
    assert "elsewhere" in told.get_text()


def test_a_citation_may_hold_a_number_or_cut_across_it_and_no_character_is_lost() -> None:
    start = BODY.index("《")
    for end in (start + 4, start + 6, start + 7):
        soup = read(report_page(dossier(fact("3条", None), citations=(Citation("", "", "某法", None, start, end),))))
        assert body_of(soup) == BODY
        assert "".join(mark.get_text() for mark in soup.select("article mark")) == "3条"
        assert "".join(cite.get_text() for cite in soup.select("article cite")) == BODY[start:end]


def test_the_sentence_of_a_number_is_an_element_around_it_and_nothing_else() -> None:
    soup = read(report_page(dossier(fact("58件", "a.x"), fact("100%", "a.y"))))
    sentence = one(soup, "article .sentence:has(.fact)")
    assert len(sentence.select(".fact")) == 2
    body_of(soup)
    assert sentence.get_text() == BODY[BODY.index("依《") :]


def test_a_sentence_that_the_text_does_not_have_marks_nothing() -> None:
    assert not read(report_page(dossier(fact("58件", "a.x", sentence="另一句58件。")))).select(".sentence")


@pytest.mark.parametrize(("manner", "base", "said"), [(CHINESE, "", "数值"), (ENGLISH, "/en", "value")])
def test_in_the_explorer_a_page_speaks_one_language_and_leads_on(manner: Manner, base: str, said: str) -> None:
    held = dossier(fact("58件", "a.x"), report={"division_code": "990101"})
    soup = read(report_body(held, manner))
    links = {link["href"] for link in soup.select("a[href^='/']")}
    archived = f"{base}/report/{held.report.report_id}/archived"
    assert links == {f"{base}/indicator/a.x", f"{base}/division/990101", archived, f"{archived}.txt"}
    assert [name.get_text() for name in soup.select("thead th")][2] == said
    assert not soup.select("small")


def test_headings_stand_at_their_levels_and_the_outline_leads_to_them() -> None:
    soup = read(report_page(dossier()))
    assert one(soup, "article h2#s1").get_text() == "一、主要工作"
    run_in = one(soup, "article p > #s2[role=heading]")
    assert (run_in.get_text(), run_in["aria-level"]) == ("（一）复议", "3")
    outline = [(link.get_text(), link["href"]) for link in soup.select("nav a")]
    assert outline == [("开头 opening", "#text"), ("一、主要工作", "#s1"), ("（一）复议", "#s2")]


@pytest.mark.parametrize(
    ("url", "is_link"), [("https://a.test/?a=1&b", True), ("file:a.txt", False), ("javascript:x()", False)]
)
def test_only_addresses_that_a_browser_should_follow_are_links(url: str, is_link: bool) -> None:
    soup = read(report_page(dossier(report={"url": url})))
    assert (url in [link["href"] for link in soup.select("header a")]) is is_link
    assert url in [said.get_text() for said in soup.select("header dd")]


def test_the_header_tells_where_the_report_comes_from() -> None:
    report = {
        "issuer": "某县人民政府",
        "issuer_kind": "government",
        "level": "county",
        "published_on": date(2024, 3, 1),
    }
    report |= {"published_by": "meta", "extractor_version": "7", "division_code": "990101"}
    issue = OpenIssue("report.year_unknown", "warning", "no <year>", "Look.")
    soup = read(report_page(dossier(report=report, division="某县", issues=(issue,))))
    header = one(soup, "header").get_text(" ", strip=True)
    for said in ("某县人民政府 · 政府", "某县 990101", "2024-03-01 网页元数据", "a.warc.gz", "7, 8", "no <year>", "r1"):
        assert said in header


def test_of_too_many_numbers_the_last_are_marked_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.dossier.marks.MOST_TOLD", 1)
    first, second = fact("58件", "a.x"), fact("100%", "a.y")
    soup = read(report_page(dossier(first, second)))
    assert len(soup.select("article mark")) == 2
    assert len(soup.select("article .card")) == len(soup.select("tbody tr")) == 1
    assert one(soup, f"#f-{second.fact_id} > mark").get_text() == "100%"
    assert "表中列前 1 个" in one(soup, "#facts").get_text()


def test_a_report_without_facts_is_a_page_all_the_same() -> None:
    assert body_of(read(report_page(dossier()))) == BODY
