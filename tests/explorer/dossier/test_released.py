"""The pages of all the demo's reports: nothing of the text is lost, and every place can be reached."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

from explorer.dossier.manner import ALONE
from explorer.dossier.report import report_body
from warehouse.dossier import Dossier, read_dossier

from .dossiers import body_of, one, read

if TYPE_CHECKING:
    from flows.datadir import DataDirectory


@pytest.fixture(scope="module")
def held(demo: DataDirectory, tmp_path_factory: pytest.TempPathFactory) -> list[Dossier]:
    """The dossier of every report, from a copy of the release: the other may be open in this process already."""
    releases = tmp_path_factory.mktemp("copy") / "releases"
    shutil.copytree(demo.releases, releases, symlinks=True)
    with duckdb.connect(releases / "latest" / "fazhi.duckdb", read_only=True) as release:
        ids = [row[0] for row in release.execute("SELECT report_id FROM report ORDER BY report_id").fetchall()]
    return [read_dossier(releases, report_id, report_id) for report_id in ids]


def test_the_text_of_the_article_is_the_body_and_every_mark_is_its_quote(held: list[Dossier]) -> None:
    for dossier in held:
        soup = read(report_body(dossier, ALONE))
        assert dossier.facts
        for stated in dossier.facts:
            place = str(one(soup, f"#r-{stated.fact_id} td:first-child a")["href"])
            mark = one(soup, place).find_next("mark")
            assert mark is not None and mark.get_text() == stated.quote
            assert mark.find_parent(class_="sentence") is not None
        assert body_of(soup) == dossier.report.body_text


def test_every_link_within_a_page_leads_to_one_element(held: list[Dossier]) -> None:
    for dossier in held:
        soup = read(report_body(dossier, ALONE, words="法治政府 行政复议"))
        places = [element["id"] for element in soup.select("[id]")]
        assert len(places) == len(set(places))
        linked = {str(link["href"]).removeprefix("#") for link in soup.select("a[href^='#']")}
        assert linked <= set(places)
