"""`fazhi report`: the page of a report, read as a browser reads it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import duckdb
import pytest
from bs4 import BeautifulSoup, Tag

from demo.site import Site
from demo.truth import truth
from extract.records import Citation, Fact, IndicatorRow, Report, Section
from flows.pages.report import report_page
from warehouse.dossier import Dossier, Flag, Lineage, OpenIssue, read_dossier

Fazhi = Callable[..., CompletedProcess[str]]

SITE = Site("http://127.0.0.1:9")
DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"

WORDS = """虚谷县人民政府2023年度<script>alert(1)</script>法治政府建设情况的报告
发布日期：2024-03-05 来源：虚谷县司法局

虚谷县人民政府2023年度<script>alert(1)</script>法治政府建设情况的报告
2023年，我县依据《某某督察规定》推进各项工作。<b>现将</b>有关情况报告如下。
一、主要工作
（一）行政复议。全年收到行政复议申请40件，受理52件。一是办复率、满意率均达到100%；二是举办活动3至5场 & "座谈"。
二、下一年打算
组织执法培训不少于10次。
"""

NIGHT = datetime(2024, 5, 1, tzinfo=UTC)
BODY = "开头。\n一、主要工作\n（一）复议。依《某法》第3条收到58件，办复率、满意率均达到100%。"


@pytest.fixture(scope="module")
def data(fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two reports of the demo portal, and one in plain text."""
    directory = tmp_path_factory.mktemp("report")
    (directory / "data").mkdir()
    (directory / "data" / "divisions.tsv").write_text(DIVISIONS.read_text(encoding="utf-8"), encoding="utf-8")
    plain = [report for report in truth() if report.form == "plain"]
    for number, report in enumerate(plain[:2]):
        (directory / f"{number}.html").write_bytes(SITE.answer(report.path, {}).body)
    (directory / "words.txt").write_text(WORDS, encoding="utf-8")
    paths = [directory / name for name in ("0.html", "1.html", "words.txt")]
    done = fazhi("ingest", *paths, "--data", directory / "data")
    assert done.returncode == 0, done.stderr
    return directory / "data"


def ids(data: Path) -> list[str]:
    with duckdb.connect(data / "releases" / "latest" / "fazhi.duckdb", read_only=True) as release:
        return [row[0] for row in release.execute("SELECT report_id FROM report ORDER BY url").fetchall()]


def read(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The only element that a selector finds."""
    (found,) = soup.select(selector)
    return found


def body_of(soup: BeautifulSoup) -> str:
    """The words of the article, from which the cards are taken away."""
    for card in soup.select("article .card"):
        card.extract()
    return one(soup, "article").get_text()


def blank(record: type[Any], **values: Any) -> Any:
    return record(**(dict.fromkeys(field.name for field in fields(record)) | values))


def fact(quote: str, indicator: str | None, **other: Any) -> Fact:
    start = BODY.index(quote)
    stated = {
        "fact_id": f"{start}{indicator}".replace(".", "-"),
        "indicator": indicator,
        "value": Decimal(quote.rstrip("件%条")),
        "unit": quote[-1],
        "comparator": "eq",
        "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31),
        "is_cumulative": False,
        "quote": quote,
        "char_start": start,
        "char_end": start + len(quote),
        "rule": "count",
    }
    result: Fact = blank(Fact, **(stated | other))
    return result


def section(number: int, level: int, marker: str, heading: str, part: str = "achievements") -> Section:
    start = BODY.index(marker)
    result: Section = blank(
        Section, section_no=number, level=level, marker=marker, heading=heading, part=part, char_start=start
    )
    return result


def dossier(*facts: Fact, **other: Any) -> Dossier:
    report = {"report_id": "r" * 16, "title": "某县报告", "url": "http://portal.test/a", "body_text": BODY}
    values: dict[str, Any] = {
        "report": blank(Report, **(report | other.pop("report", {}))),
        "lineage": Lineage(
            NIGHT, NIGHT, NIGHT, 1, "http://portal.test/a", "text/html", "ab", 9, "a.warc.gz", 7, 8, "r1"
        ),
        "sections": (
            section(0, 0, "", "", "opening"),
            section(1, 1, "一、", "主要工作"),
            section(2, 2, "（一）", "复议"),
        ),
        "facts": facts,
        "indicators": {code: IndicatorRow(code, f"名{code}", "Name", "%", "rate", "What.") for code in ("a.x", "a.y")},
    }
    empty: dict[str, Any] = {"division": None, "citations": (), "flags": (), "issues": ()}
    return Dossier(**(values | empty | other))


def test_the_text_of_the_article_is_the_body_and_every_mark_is_its_quote(data: Path) -> None:
    for report_id in ids(data):
        held = read_dossier(data / "releases", report_id, "")
        soup = read(report_page(held))
        assert held.facts
        for stated in held.facts:
            place = one(soup, f"#r-{stated.fact_id} td:first-child a")["href"]
            assert one(soup, f"{place} > mark").get_text() == stated.quote
        assert body_of(soup) == held.report.body_text


def test_every_link_within_a_page_leads_to_one_element(data: Path) -> None:
    for report_id in ids(data):
        soup = read(report_page(read_dossier(data / "releases", report_id, "")))
        places = [element["id"] for element in soup.select("[id]")]
        assert len(places) == len(set(places))
        linked = {link["href"].removeprefix("#") for link in soup.select("a[href^='#']")}
        assert linked <= set(places)


def test_markup_in_a_title_or_body_is_shown_as_text(fazhi: Fazhi, data: Path) -> None:
    done = fazhi("report", "file:words.txt", "--data", data, "--output", "-")
    soup = read(done.stdout)
    assert not soup.select("script, article p > b:not(.run-in)")
    assert one(soup, "h1").get_text() == WORDS.partition("\n")[0]
    assert "<b>现将</b>" in body_of(soup)


def test_a_page_needs_nothing_but_itself(fazhi: Fazhi, data: Path) -> None:
    page = fazhi("report", "file:words.txt", "--data", data, "--output", "-").stdout
    soup = read(page)
    assert not soup.select("script, link, img, iframe, [src], [onclick], [style]")
    assert "url(" not in page and "@import" not in page


def test_a_report_is_found_by_its_address_in_another_spelling_and_by_its_id(fazhi: Fazhi, data: Path) -> None:
    for report_id in ids(data):
        held = read_dossier(data / "releases", report_id, "")
        for wanted in (report_id, held.report.url, f"{held.report.url}#top"):
            done = fazhi("report", wanted, "--data", data)
            assert (done.returncode, done.stdout) == (0, f"{data / 'pages' / report_id}.html\n")


def test_the_page_is_written_where_output_says(fazhi: Fazhi, data: Path, tmp_path: Path) -> None:
    done = fazhi("report", "file:words.txt", "--data", data, "--output", "here.html", cwd=tmp_path)
    assert done.stdout == "here.html\n"
    assert [path.name for path in tmp_path.iterdir()] == ["here.html"]
    assert (tmp_path / "here.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("wanted", ["file:word.txt", "0123456789abcdef", "http://nowhere.test/x"])
def test_an_unknown_report_is_status_1_with_the_nearest(fazhi: Fazhi, data: Path, wanted: str) -> None:
    done = fazhi("report", wanted, "--data", data)
    assert done.returncode == 1
    assert wanted in done.stderr and "Nearest" in done.stderr
    assert "Traceback" not in done.stderr
    if wanted.startswith("file:"):
        assert "file:words.txt" in done.stderr.splitlines()[2]


def test_two_indicators_of_one_number_share_a_mark_and_both_are_told() -> None:
    soup = read(report_page(dossier(fact("100%", "a.x"), fact("100%", "a.y"))))
    (shown,) = soup.select("article .fact")
    assert [code.get_text() for code in shown.select(".about > code")] == ["a.x", "a.y"]
    assert [link["href"] for link in soup.select("tbody td:first-child a")] == [f"#{shown['id']}"] * 2


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
        "2023 年",
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
        ({"value": Decimal(6), "unit": "rank"}, "第 6 位"),
        ({"period_start": None, "is_cumulative": True}, "… 至 2023-12-31 累计"),
        ({"period_start": date(2021, 1, 1)}, "2021–2023 年"),
        ({"period_end": date(2023, 11, 30)}, "2023-01-01 至 2023-11-30"),
        ({"period_start": None, "period_end": None}, "未知"),
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


def test_a_report_without_facts_is_a_page_all_the_same() -> None:
    assert body_of(read(report_page(dossier()))) == BODY


def test_the_command_never_imports_prefect() -> None:
    script = "import sys, flows.commands.report; print('prefect' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
    )
