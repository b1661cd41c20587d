"""A person's walk through the explorer, at a desk and on a phone, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from tests.explorer.browser.conftest import Read, Reader

pytestmark = pytest.mark.browser

COUNTY = "溪砚县"
CODE = "reconsideration.applications_received"


@pytest.fixture(params=[("zh", 1280), ("en", 360)], ids="{0[0]}-{0[1]}".format)
def reader(request: pytest.FixtureRequest, read: Read) -> Reader:
    """Somebody who reads one language at one width."""
    language, width = request.param
    with read(language, width) as reader:
        yield reader


def is_in_view(element: Locator) -> None:
    """Wait until an element is where a reader sees it: pages scroll smoothly."""
    expect(element).to_be_in_viewport()


def test_a_number_leads_to_its_sentence(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("link", name=reader.word("nav.division"), exact=True).click()
    page.locator("main").get_by_role("searchbox").fill(COUNTY)
    page.locator("main").get_by_role("button", name=reader.word("site.find")).click()
    page.locator("main table").get_by_role("link", name=re.compile(f"{COUNTY}$")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COUNTY)

    page.locator(f"main a[href$='/indicator/{CODE}']").first.click()
    expect(page).to_have_url(re.compile(f"/indicator/{re.escape(CODE)}$"))
    number = page.locator("main td a.number").first
    stated = number.inner_text()
    number.click()

    expect(page).to_have_url(re.compile("/report/[0-9a-f]{16}#f-"))
    marked = page.locator(".fact:target > mark")
    is_in_view(marked)
    assert re.sub(r"\D", "", stated) == re.sub(r"\D", "", marked.inner_text())
    sentence = page.locator(".sentence:has(:target)")
    assert sentence.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert marked.inner_text() in sentence.inner_text()


def test_a_search_leads_to_the_words_in_their_sentence(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("searchbox", name=reader.word("site.search")).fill("负责人出庭应诉")
    page.keyboard.press("Enter")
    hit = page.locator(".hits blockquote").first
    expect(hit.locator("mark").first).to_have_text("负责人出庭应诉")
    hit.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/report/"))
    is_in_view(page.locator("article em.hit").first)


def test_a_search_is_narrowed_to_a_level(reader: Reader) -> None:
    page = reader.open("/search?q=行政复议")
    before = page.locator(".hits > li").count()
    page.get_by_label(reader.word("choice.level")).select_option("county")
    page.locator("main").get_by_role("button", name=reader.word("site.find")).click()
    expect(page).to_have_url(re.compile("level=county"))
    expect(page.locator(".hits > li")).not_to_have_count(before)
    assert page.locator(".hits > li").count() > 0


def test_two_years_of_a_county_stand_beside_each_other(reader: Reader) -> None:
    page = reader.open("/compare")
    for year in ("2022", "2023"):
        page.locator("main").get_by_role("searchbox").fill(COUNTY)
        page.locator("main").get_by_role("button", name=reader.word("site.find")).click()
        page.get_by_role("link", name=f"{COUNTY} {year}").click()
    heads = page.locator("table.beside thead th")
    expect(heads).to_have_count(3)
    assert "2022" in heads.nth(1).inner_text() and "2023" in heads.nth(2).inner_text()


def test_an_answer_is_downloaded_and_another_program_reads_it(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("/sql")
    page.get_by_label(reader.word("sql.query")).fill("SELECT report_id, title FROM report ORDER BY report_id")
    page.get_by_role("button", name=reader.word("sql.run"), exact=True).click()
    expect(page.locator("#answer tbody tr")).to_have_count(25)
    for name in ("PARQUET", "CSV"):
        with page.expect_download() as downloading:
            page.locator("#answer").get_by_role("link", name=name).click()
        kept = tmp_path / f"answer.{name.lower()}"
        downloading.value.save_as(kept)
        ((count, first),) = duckdb.sql(f"SELECT count(*), min(report_id) FROM '{kept}'").fetchall()  # noqa: S608
        assert (count, first) == (25, page.locator("#answer tbody td").first.inner_text())


def test_the_switch_leads_to_the_same_page_in_the_other_language(reader: Reader) -> None:
    page = reader.open("/division/990121?page=1")
    page.get_by_role("link", name=reader.word("site.language"), exact=True).click()
    other = "/division/990121?page=1" if reader.language == "en" else "/en/division/990121?page=1"
    expect(page).to_have_url(reader.address + other)


def test_a_number_is_reached_and_told_by_keys_alone(reader: Reader) -> None:
    page = reader.open("/search?q=行政复议")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=reader.word("site.skip"))).to_be_focused()
    page.keyboard.press("Enter")
    title = page.locator(".hits h2 a").first
    title.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/report/"))
    fact = page.locator("article .fact").first
    fact.focus()
    expect(fact.locator(".card")).to_be_visible()
