"""Which addresses hold the rest of a document, and which only look so."""

from __future__ import annotations

import pytest

from extract.continuation import PAGES_MAX, further_pages

OWN = "http://a.example/fz/202403/t20240328_17.html"
STEM = "http://a.example/fz/202403/t20240328_17"
SHOW = "http://a.example/show.asp?id=5"


@pytest.mark.parametrize(
    ("url", "text", "links", "expected"),
    [
        pytest.param(
            OWN, 'createPageHTML(3, 0, "t20240328_17", "html")', [], [f"{STEM}_1.html", f"{STEM}_2.html"], id="script"
        ),
        pytest.param(OWN, 'createPageHTML(1, 0, "t20240328_17", "html")', [], [], id="script of one page"),
        pytest.param(OWN, 'createPageHTML(9, 0, "index", "html")', [], [], id="script of the column"),
        pytest.param(
            OWN,
            "",
            [("t20240328_17_2.html", "2"), ("./t20240328_17_3.html", "3"), ("t20240328_17_2.html", "下一页")],
            [f"{STEM}_2.html", f"{STEM}_3.html"],
            id="links that are numbered",
        ),
        pytest.param(
            OWN,
            "",
            [("t20240328_17_1.html", "[2]"), ("t20240328_17_4.html", "末页")],
            [f"{STEM}_{number}.html" for number in (1, 2, 3, 4)],
            id="those between the second and the last",
        ),
        pytest.param(
            SHOW,
            "",
            [("?id=5&page=2", "2"), ("?id=5&page=3", "尾页")],
            [f"{SHOW}&page=2", f"{SHOW}&page=3"],
            id="in the query",
        ),
        pytest.param(OWN, "", [("t20240401_18.html", "下一页")], [], id="the next document"),
        pytest.param(OWN, "", [("index_2.html", "2"), ("../202402/t20240328_17_2.html", "2")], [], id="the column"),
        pytest.param(OWN, "", [("t20240328_17_2.html", "附件2")], [], id="a link that turns no page"),
        pytest.param(OWN, "", [("http://b.example/fz/202403/t20240328_17_2.html", "2")], [], id="another host"),
        pytest.param(SHOW, "", [("?id=6", "2"), ("?id=5&size=2", "2"), ("?page=2", "2")], [], id="another query"),
        pytest.param(OWN, "", [("http://[", "2"), ("javascript:next()", "下一页")], [], id="no address"),
    ],
)
def test_further_pages(url: str, text: str, links: list[tuple[str, str]], expected: list[str]) -> None:
    assert list(further_pages(url, text, links)) == expected


def test_a_pager_without_measure_is_bounded() -> None:
    assert len(further_pages(OWN, 'createPageHTML(99999, 0, "t20240328_17", "html")', [])) == PAGES_MAX
    assert len(further_pages(OWN, "", [("t20240328_17_2.html", "2"), ("t20240328_17_999.html", "末页")])) == PAGES_MAX
