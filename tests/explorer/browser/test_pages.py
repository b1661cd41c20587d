"""Every page in a real browser: nothing serious against it, no scrolling sideways, all of it without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.explorer.browser.conftest import Read
    from tests.explorer.conftest import Site

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/coverage/990000",
    "/division",
    "/division?q=溪砚",
    "/division/990121",
    "/division/000000",
    "/indicator",
    "/indicator/reconsideration.applications_received",
    "/report/{report}",
    "/report/{report}?words=行政复议",
    "/compare?q=溪砚",
    "/compare?sides=990121-2023,990121-2022",
    "/search",
    "/search?q=行政复议",
    "/search?q=无此词语",
    "/gaps?province=990000",
    "/gaps?province=990000&reason=gone",
    "/issues",
    "/sql?query=SELECT report_id, title FROM report",
    "/sql?query=SELECT nothing FROM report",
    "/api",
)

SERIOUS = ("serious", "critical")
"""Of axe-core's four grades those that keep somebody from reading or using a page."""


@pytest.fixture(scope="module")
def report(site: Site) -> str:
    """The report with most facts, which has every kind of mark."""
    found: str = site.answer("/search?q=溪砚县人民政府2023年度")["hits"]["rows"][0]["report_id"]
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_on_a_phone_in_the_dark_has_no_serious_fault(read: Read, report: str, path: str) -> None:
    with read("en", PHONE, color_scheme="dark") as reader:
        has_no_serious_fault(reader.open(path.format(report=report)))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_fault_and_reads_the_same_without_scripts(read: Read, report: str, path: str) -> None:
    with read("zh", DESKTOP) as reader:
        page = reader.open(path.format(report=report))
        has_no_serious_fault(page)
        said = words_of(page)
    with read("zh", DESKTOP, scripts=False) as reader:
        assert words_of(reader.open(path.format(report=report))) == said


def has_no_serious_fault(page: Page) -> None:
    """Neither by axe-core's rules nor by scrolling sideways, which they do not see."""
    found = Axe().run(page).response["violations"]
    faults = [fault for fault in found if fault["impact"] in SERIOUS]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def words_of(page: Page) -> str:
    """All that a page says, what is folded away, too; its charts have their numbers in tables."""
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    page.locator("figure").evaluate_all("all => all.forEach(one => one.remove())")
    return page.locator("main").inner_text()
