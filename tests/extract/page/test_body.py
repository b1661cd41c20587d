"""The cascade that finds a body, and what is cut off its head and tail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.page.document import PageReading

Reader = Callable[[str], PageReading]
MENU = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("首页", "新闻中心", "政务公开", "互动交流"))
RELATED = "".join(
    f'<li><a href="/{n}.htm">关于印发第{n}号工作要点的通知，请认真落实，抓好执行。</a></li>' for n in range(9)
)
TITLE = "青禾县2022年法治政府建设情况报告"


def page(body: str, title: str = f"{TITLE}-青禾县人民政府") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><div><ul>{MENU}</ul></div><div>{body}</div>"
        f"<div><h3>相关信息</h3><ul>{RELATED}</ul></div><div>版权所有：青禾县人民政府</div></body></html>"
    )


def marked(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


@pytest.mark.parametrize(
    ("before", "after", "method"),
    [
        ('<div id="zoom">', "</div>", "container"),
        ('<div class="x TRS_Editor y">', "</div>", "container"),
        ('<div id="UCAP-CONTENT">', "</div>", "container"),
        ('<div class="bt_content">', "</div>", "container"),
        ("<!--startprint-->", "<!--endprint-->", "container"),
        ('<meta name="ContentStart">', '<meta name="ContentEnd">', "container"),
        ("<div>", "</div>", "structure"),
        ("<table><tr><td>", "</td></tr></table>", "structure"),
    ],
)
def test_each_step_of_the_cascade_finds_the_body(
    before: str, after: str, method: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_html(page(f"<p>{TITLE}</p>{before}{marked(paragraphs)}{after}<p>责任编辑：办公室</p>")).document
    assert document.body_text.split("\n") == list(paragraphs)
    assert (document.body_method, document.title) == (method, TITLE)


def test_a_container_with_a_summary_alone_is_not_the_body(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    summary = f'<div class="content"><p>{paragraphs[0]}</p></div>'
    document = read_html(page(f"<h1>{TITLE}</h1>{summary}<div>{marked(paragraphs * 3)}</div>")).document
    assert document.body_text.split("\n")[-len(paragraphs) :] == list(paragraphs)
    assert document.body_method == "structure"


def test_a_container_around_header_and_furniture_is_cut_to_the_document(
    read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    inside = (
        f"<h1>{TITLE}</h1><p>发布日期：2023-01-18 来源：县司法局 【字体：大 中 小】</p><p>青禾县</p>"
        f"<p>2022年法治政府建设情况报告</p>{marked(paragraphs)}<p>【打印】【关闭】</p><p>上一篇：无</p><ul>{RELATED}</ul>"
    )
    reading = read_html(page(f'<div class="article">{inside}</div>'))
    assert reading.document.body_text.split("\n") == list(paragraphs)
    assert reading.document.header.source == "县司法局"


def test_a_layout_of_two_columns_gives_the_column_with_the_text(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    left = f"<td><ul>{MENU}</ul></td>"
    right = f"<td><div>{TITLE}</div><div>时间：2019-5-6 点击：33</div><div>{'<br>'.join(paragraphs)}</div></td>"
    reading = read_html(f"<html><title>{TITLE}</title><body><table><tr>{left}{right}</tr></table></body></html>")
    assert reading.document.body_text.split("\n") == list(paragraphs)
    assert str(reading.document.header.published_on) == "2019-05-06"


@pytest.mark.parametrize(
    "head",
    [
        "<p>青禾县人民政府</p><p>2022年法治政府建设情况报告</p>",
        "<p>青禾县2022年</p><p>法治政府建设情况</p><p>报　　告</p>",
        "<p>青禾县2022年度法治政府建设工作情况报告</p>",
        f"<p><b>{TITLE}</b></p><p>&nbsp;</p>",
    ],
)
def test_the_repeated_title_is_no_part_of_the_body(head: str, read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    document = read_html(page(f'<h1>{TITLE}</h1><div id="zoom">{head}{marked(paragraphs)}</div>')).document
    assert document.body_text.split("\n") == list(paragraphs)


def test_a_sentence_that_begins_with_the_title_s_words_stays_whole(
    read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    sentence = f"{TITLE}如下，请审议，并将审议意见及时转交各有关单位研究办理。"
    document = read_html(page(f'<h1>{TITLE}</h1><div id="zoom"><p>{sentence}</p>{marked(paragraphs)}</div>')).document
    assert document.body_text.split("\n") == [sentence, *paragraphs]


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        (f'<meta name="ArticleTitle" content="{TITLE}"><title>信息公开_青禾县人民政府</title>', TITLE),
        (f'<meta name="ArticleTitle" content="青禾县2022年法治政府..."><title>{TITLE}</title>', TITLE),
        ('<meta name="ArticleTitle" content="${title}"><title>法治动态_青禾县政府网</title>', "我县召开法治工作会议"),
        ("<title>青禾县人民政府</title>", "我县召开法治工作会议"),
        (f"<title>青禾县人民政府 - {TITLE}</title>", TITLE),
        (f"<title>{TITLE} | 信息公开 | 青禾县人民政府门户网站</title>", TITLE),
    ],
)
def test_a_title_comes_from_the_surest_place_that_states_one(
    markup: str, title: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    body = f'<h1>我县召开法治工作会议</h1><div id="zoom">{marked(paragraphs)}</div>'
    assert read_html(f"<html><head>{markup}</head><body>{body}</body></html>").document.title == title


def test_the_portal_is_named_by_meta_or_by_the_title_s_tail(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    body = f'<div id="zoom">{marked(paragraphs)}</div>'
    assert read_html(page(body)).document.site_name == "青禾县人民政府"
    named = f'<html><head><meta name="SiteName" content="青禾县政府网"></head><body>{body}</body></html>'
    assert read_html(named).document.site_name == "青禾县政府网"
