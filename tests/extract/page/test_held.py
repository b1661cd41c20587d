"""Documents that a page does not show until a script does, and the last resort."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest

from extract.errors import EmptyBodyError
from extract.html import parse
from extract.page.document import PageReading
from extract.page.held import held
from extract.page.lastresort import last_lines
from extract.page.scripted import written

Reader = Callable[[str], PageReading]
TITLE = "青禾县2022年法治政府建设情况报告"
HEAD = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>发布时间：2023-01-18</p>"
SUMMARY = "<p>2022年，我县围绕依法行政这条主线，把法治要求贯穿到各个环节，现将有关情况报告如下，请予监督。</p>"


def marked(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def in_script(markup: str) -> str:
    return f"<script>var page = {{content: {json.dumps(markup)}, pubDate: '2023-01-18'}}; show(page)</script>"


@pytest.mark.parametrize(
    ("hold", "method"),
    [
        (lambda markup: f'<div id="zoom" style="display:none">{markup}</div>', "container"),
        (lambda markup: f"<div hidden>{markup}</div>", "structure"),
        (lambda markup: f"<textarea>{html.escape(markup)}</textarea>", "container"),
        (lambda markup: f'<input type="hidden" value="{html.escape(markup)}">', "container"),
        (lambda markup: f'<script type="text/html"><div>{markup}</div></script>', "container"),
        (in_script, "container"),
        (lambda markup: in_script(markup).replace('"', "'"), "container"),
    ],
)
def test_what_a_page_holds_is_read_where_it_shows_nothing(
    hold: Callable[[str], str], method: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_html(HEAD + hold(marked(paragraphs))).document
    assert document.body_text.split("\n") == list(paragraphs)
    assert (document.title, str(document.header.published_on)) == (TITLE, "2023-01-18")
    assert document.body_method == method


def test_what_a_page_holds_beside_its_text_is_left_alone(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    other = "".join(f"<p>这是第{n}段打印用的文字，与正文不同，不应当读出来。</p>" for n in range(30))
    document = read_html(f'{HEAD}<div>{marked(paragraphs)}</div><div style="display:none">{other}</div>').document
    assert document.body_text.split("\n") == list(paragraphs)


@pytest.mark.parametrize("held_part", [f"<div hidden>{SUMMARY}</div>", f"<textarea>{html.escape(SUMMARY)}</textarea>"])
def test_a_summary_for_sharing_is_no_document(held_part: str, read_html: Reader) -> None:
    with pytest.raises(EmptyBodyError):
        read_html(f"{HEAD}<div><p>见附件</p></div>{held_part}")


def test_a_script_states_fields_beside_the_document_it_holds(paragraphs: tuple[str, ...]) -> None:
    found = held(parse(in_script(marked(paragraphs))))
    assert found is not None
    assert found.values == {"published_on": ["2023-01-18"]}


@pytest.mark.parametrize(
    "script",
    ["var a = 'x' + '" + "\\x41" * 80 + "'", "var content = '" + "甲" * 250 + "'", 'var a = "<p>' + "乙" * 300],
)
def test_a_script_without_a_document_holds_none(script: str) -> None:
    assert held(parse(f"<script>{script}</script>")) is None


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ('document.write("2023-01-18 10:05");', "2023-01-18 10:05"),
        ("var day='2023-01-18';document.write('发布时间：' + day)", "发布时间：2023-01-18"),
        ("document.write(today())", ""),
        ("if (a) { document.write('县司法局') }", ""),
        ("var a='县司法局';if(a!=''){document.write('来源：'+a)}", "来源：县司法局"),
        ("var a='';if (a !== \"\") { document.write('来源：'+a) }", ""),
        ("var a='';if(a!=''){document.write(a)}else{document.write('本站')}", ""),
        ("if(a!=''){document.write('县司法局')}", ""),
        ("document.write('<a href=x>繁</a>')", ""),
        ("document.write(unknown)", ""),
        ("show('2023-01-18')", ""),
    ],
)
def test_what_a_script_writes_is_read_where_it_is_plain(script: str, words: str) -> None:
    assert written(script) == words


def test_a_date_that_a_script_writes_is_the_page_s(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    line = '<p>发布时间：<script>document.write("2023-01-18");</script> 来源：县司法局</p>'
    header = read_html(f"<title>{TITLE}</title><h1>{TITLE}</h1>{line}<div>{marked(paragraphs)}</div>").document.header
    assert (str(header.published_on), header.source) == ("2023-01-18", "县司法局")


def test_the_last_resort_reads_what_stands_in_no_place_for_texts(
    read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    body = f"<body><aside>{marked(paragraphs)}</aside></body>"
    document = read_html(f"<html><head><title>{TITLE}</title></head>{body}</html>").document
    assert document.body_text.split("\n") == list(paragraphs)
    assert document.body_method == "trafilatura"


@pytest.mark.parametrize("body", ["", "<nav><a href=/>首页</a></nav>", f"<aside>{SUMMARY}</aside>"])
def test_the_last_resort_takes_no_menu_for_a_document(body: str) -> None:
    assert last_lines(f"<html><title>{TITLE}</title><body>{body}</body></html>") == []
