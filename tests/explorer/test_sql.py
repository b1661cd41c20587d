"""The SQL console: what it answers, what it refuses, and what it tells of both."""

from __future__ import annotations

import csv
import html
import io
import re
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests

from explorer import console
from explorer.examples import chapters
from explorer.server import serving
from explorer.words import words

ENDLESS = "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b"
EXAMPLES = [example for chapter in chapters() for example in chapter.examples]


def get(site: Any, path: str, **parameters: str) -> requests.Response:
    return requests.get(site.address + path, params=parameters, timeout=120)


def cells(page: str) -> list[str]:
    """The text of the cells of the answer's table."""
    return [html.unescape(cell) for cell in re.findall(r"<td lang=\"zh\">(.*?)</td>", page)]


@pytest.mark.parametrize("path", ["/sql", "/en/sql"])
def test_a_query_has_an_address_that_shows_its_answer(site: Any, path: str) -> None:
    query = (
        "SELECT '<b>' || issuer AS who, NULL AS nothing FROM report WHERE division_code = '990121' ORDER BY who LIMIT 1"
    )
    page = get(site, path, query=query)
    assert page.status_code == 200
    assert cells(page.text) == ["<b>溪砚县人民政府", ""]
    assert html.escape(query, quote=True) in page.text.replace("&#39;", "&#x27;")


def test_a_long_query_is_posted(site: Any) -> None:
    query = "SELECT 42 AS n -- " + "很长" * 30_000
    assert cells(requests.post(f"{site.address}/sql", data={"query": query}, timeout=60).text) == ["42"]
    got = requests.post(f"{site.address}/api/sql", data={"query": query, "format": "csv"}, timeout=60)
    assert got.text == "n\n42\n"
    assert get(site, "/sql", query=query[:3000]).status_code == 414


def test_the_page_shows_the_first_rows_and_says_that_there_are_more(site: Any) -> None:
    page = get(site, "/en/sql", query="SELECT i FROM range(10000) AS t(i) ORDER BY i").text
    assert len(cells(page)) == console.ROWS_SHOWN
    assert words()["sql.rows_cut"]["en"] in page
    assert words()["sql.rows_cut"]["en"] not in get(site, "/en/sql", query="SELECT 1").text


def test_long_cells_are_cut_on_the_page_and_whole_in_the_download(site: Any) -> None:
    query = "SELECT body_text FROM report ORDER BY length(body_text) DESC LIMIT 1"
    (shown,) = cells(get(site, "/sql", query=query).text.replace("\n", ""))
    ((whole,),) = list(csv.reader(io.StringIO(get(site, "/api/sql", query=query, format="csv").text, newline="")))[1:]
    assert shown.endswith("…")
    assert len(whole) > len(shown)


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_an_answer_is_a_file_that_duckdb_reads(site: Any, tmp_path: Path, form: str) -> None:
    got = get(site, "/api/sql", query="SELECT report_id, report_year FROM report", format=form)
    named = re.fullmatch(r'attachment; filename="(fazhi-\S+)"', got.headers["Content-Disposition"])
    assert named
    file = tmp_path / named[1]
    file.write_bytes(got.content)
    assert duckdb.sql(f"FROM '{file}'").aggregate("count(*), count(DISTINCT report_id)").fetchall() == [(25, 25)]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELEC 1", "syntax error"),
        ("FROM nope", "nope"),
        ("SELECT 1; SELECT 2", "2 statements"),
        ("DELETE FROM reading", "is not a query"),
        ("COPY report TO '/tmp/x.csv'", "is not a query"),
        ("ATTACH '/tmp/x.duckdb'", "is not a query"),
        ("SET enable_external_access = true", "is not a query"),
        ("INSTALL httpfs", "is not a query"),
        ("FROM read_csv('/etc/passwd')", "disabled"),
        ("FROM read_text('http://evil.test/')", "disabled"),
        ("FROM glob('/*')", "disabled"),
        ("SELECT getenv('PATH')", "getenv"),
        ("SELECT list_sort(range(300000000))", "memory"),
        ("SELECT " + "(" * 5000 + "1" + ")" * 5000, ""),
        ("SELECT $code", "stands for nothing"),
        ("SELECT i FROM range(1000000) AS t(i)", "more than 100,000 rows"),
        ("SELECT sha256(i::VARCHAR) || repeat('x', 2000) FROM range(50000) AS t(i)", "longer than 50 MB"),
    ],
)
def test_abuse_is_refused_and_told(site: Any, query: str, said: str) -> None:
    got = requests.post(f"{site.address}/api/sql", data={"query": query, "format": "csv"}, timeout=120)
    assert (got.status_code, got.json()["error"]["kind"]) == (400, "wrong")
    assert said in got.json()["error"]["message"]
    assert get(site, "/api/sql", query="SELECT 1", format="csv").text == "1\n1\n"


def test_a_query_is_stopped_after_its_time(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "LIMITS", console.Limits(1, 500, 100, 1))
    got = get(site, "/sql", query=ENDLESS)
    assert (got.status_code, "stopped after 1 seconds" in got.text) == (400, True)


def test_only_so_many_run_at_once_and_the_next_is_told_to_come_back(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "LIMITS", console.Limits(6, 500, 100, 1))
    with serving(site.releases) as address, ThreadPoolExecutor(console.AT_ONCE + 2) as pool:

        def ask(path: str) -> requests.Response:
            return requests.get(address + path, params={"query": ENDLESS}, timeout=120)

        asked = [pool.submit(ask, "/api/sql") for _ in range(console.AT_ONCE + 2)]
        assert requests.get(f"{address}/issues", timeout=60).status_code == 200
        assert not all(each.done() for each in asked)  # a page is told while they run
        busy = [each.result() for each in asked if each.result().status_code == 503]
        assert len(busy) == 2
        assert {(got.json()["error"]["kind"], got.headers["Retry-After"]) for got in busy} == {("busy", "5")}
        assert requests.get(f"{address}/api/sql?query=SELECT+1", timeout=60).json() == [{"1": 1}]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_every_example_is_named_in_both_languages_and_leads_to_its_answer(example: Any) -> None:
    assert f"example.{example.key}" in words()
    assert example.sql.strip()


def test_the_examples_are_those_of_the_documentation(site: Any) -> None:
    docs = Path(__file__).parents[2] / "docs" / "queries.md"
    assert resources.files("explorer").joinpath("queries.md").read_text() == docs.read_text()
    page = get(site, "/sql").text
    assert page.count("<summary>") == len(EXAMPLES) == docs.read_text().count("```sql")
    for address in re.findall(r"href=\"(/sql\?query=[^\"]+)\"", page)[:2]:
        assert site.get(html.unescape(address)).status_code == 200
