"""A report's page and the archived bytes behind it, which are a stranger's."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests

from explorer.server import serving

if TYPE_CHECKING:
    from tests.explorer.conftest import Site


@pytest.fixture(scope="module")
def report_id(site: Site) -> str:
    """A report of the demo."""
    found: str = site.answer("/search?q=行政复议")["hits"]["rows"][0]["report_id"]
    return found


@pytest.mark.parametrize("base", ["", "/en"])
def test_the_bytes_are_those_that_were_archived_and_a_file_to_keep(site: Site, report_id: str, base: str) -> None:
    lineage = site.answer(f"/report/{report_id}")["lineage"]
    got = site.get(f"{base}/report/{report_id}/archived")
    assert (hashlib.sha256(got.content).hexdigest(), len(got.content)) == (lineage["sha256"], lineage["size"])
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"] == f'attachment; filename="{report_id}.html"'


@pytest.mark.parametrize("ending", ["archived", "archived.txt"])
def test_no_browser_takes_the_bytes_for_a_page(site: Site, report_id: str, ending: str) -> None:
    headers = site.get(f"/report/{report_id}/{ending}").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "html" not in headers["Content-Type"]


def test_the_source_is_told_as_text(site: Site, report_id: str) -> None:
    got = site.get(f"/report/{report_id}/archived.txt")
    assert got.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "<html" in got.text


def test_where_the_archive_is_elsewhere_the_place_is_told(site: Site, report_id: str, tmp_path: Path) -> None:
    lineage = site.answer(f"/report/{report_id}")["lineage"]
    (tmp_path / "releases").symlink_to(site.releases)
    with serving(tmp_path / "releases") as address:
        for ending in ("archived", "archived.txt"):
            got = requests.get(f"{address}/report/{report_id}/{ending}", timeout=60)
            assert got.status_code == 404
            told = (lineage["warc_file"], str(lineage["warc_offset"]), lineage["sha256"])
            assert all(each in got.text for each in told)
            assert str(tmp_path) not in got.text


@pytest.mark.parametrize("ending", ["", "/archived", "/archived.txt"])
@pytest.mark.parametrize(("report", "status"), [("0" * 16, 404), ("0" * 15, 400), ("..%2f..%2fetc", 404), ("a'b", 400)])
def test_a_report_that_is_not_there_is_told(site: Site, report: str, status: int, ending: str) -> None:
    assert site.get(f"/report/{report}{ending}").status_code == status


def test_the_answer_has_all_that_the_page_tells(site: Site, report_id: str) -> None:
    answer = site.answer(f"/report/{report_id}?size=1000")
    text, page = answer["report"]["body_text"], site.get(f"/report/{report_id}").text
    assert answer["facts"]["rows"] and answer["sections"]
    for fact in answer["facts"]["rows"]:
        assert text[fact["char_start"] : fact["char_end"]] == fact["quote"]
        assert f'id="f-{fact["fact_id"]}"' in page
