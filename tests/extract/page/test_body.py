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
        ("<title>我县召开法治工作会议_要闻_青禾县人民政府</title>", "我县召开法治工作会议"),
        ('<title>青禾县政府信息公开平台</title><input id="title" value="甲">', "我县召开法治工作会议"),
    ],
)
def test_a_title_comes_from_the_surest_place_that_states_one(
    markup: str, title: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    body = f'<h1>我县召开法治工作会议</h1><div id="zoom">{marked(paragraphs)}</div>'
    assert read_html(f"<html><head>{markup}</head><body>{body}</body></html>").document.title == title


@pytest.mark.parametrize(
    ("above", "head"),
    [
        (f"<h2>{TITLE} <small>(2023年1月18日)</small></h2>", f"{TITLE}_要闻_青禾县人民政府"),
        (f"<div>{TITLE[:9]}<br>{TITLE[9:]}</div>", f"{TITLE}_法治政府建设_青禾县人民政府"),
        (f"<table><tr><td>标题</td></tr><tr><td>{TITLE}</td></tr></table>", "青禾县信息公开平台"),
        (f"<p>{TITLE[:9]}</p><p>{TITLE[9:]}</p><p>发布时间：2023-01-18</p>", ""),
    ],
)
def test_a_title_is_freed_of_what_stands_beside_it(
    above: str, head: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    markup = f"<html><head><title>{head}</title></head><body>{above}<div>{marked(paragraphs)}</div></body></html>"
    assert read_html(markup).document.title == TITLE


def test_the_portal_is_named_by_meta_or_by_the_title_s_tail(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    body = f'<div id="zoom">{marked(paragraphs)}</div>'
    assert read_html(page(body)).document.site_name == "青禾县人民政府"
    named = f'<html><head><meta name="SiteName" content="青禾县政府网"></head><body>{body}</body></html>'
    assert read_html(named).document.site_name == "青禾县政府网"


SIDE = "".join(
    f"<p>日前，县委全面依法治县委员会召开第{n}次会议，听取汇报，审议文件，部署下一阶段工作。</p>" for n in "一二三四"
)
WELCOME = "<p>欢迎访问青禾县人民政府门户网站！</p>"
RIGHTS = "<p>版权所有：青禾县人民政府。未经授权禁止转载，违者必究。</p><p>您访问的链接即将离开本网站，是否继续？</p>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<h1>{TITLE}</h1>", RIGHTS),
        (f"{WELCOME}<h1>{TITLE}</h1><p>2023-01-18</p>", RIGHTS),
        (f"<div>{SIDE}</div><h2>{TITLE}</h2>", ""),
        (
            f"{SIDE}<p>青禾县2022年</p><p>法治政府建设情况报告</p>",
            "<h3>最新文件</h3><a href=/1>甲</a><br><a href=/2>乙</a>",
        ),
        (f"<p>{TITLE}（2023年1月18日）</p>", "<h3>网友留言</h3><p>网友：数据很详细，希望今后继续公开，谢谢！</p>"),
        (
            f"<p>内容概述：2022年，我县推进法治建设，完成各项任务，群众满意。</p><h1>{TITLE}</h1>",
            "<p>微信里点“发现”，扫一下。</p>",
        ),
        (f"<h1>{TITLE}</h1>", "<p>声明：本网站转载的文章，目的在于传递信息。</p>"),
    ],
)
def test_what_stands_above_the_title_or_speaks_of_the_site_is_no_text(
    before: str, after: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_html(page(f"{before}{marked(paragraphs)}{after}")).document
    assert document.body_text.split("\n") == list(paragraphs)


def test_a_text_that_stands_twice_is_read_once(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    twice = f"<div>{marked(paragraphs)}</div>" * 2
    document = read_html(page(f"<h1>{TITLE}</h1>{twice}")).document
    assert document.body_text.split("\n") == list(paragraphs)


def test_a_text_in_two_editors_is_one(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    halves = (paragraphs[:3], ("青禾县人民政府", "2023年1月12日"))
    editors = "".join(f'<div class="TRS_Editor">{marked(half)}</div>' for half in halves)
    document = read_html(page(f"<h1>{TITLE}</h1>{editors}")).document
    assert document.body_text.split("\n") == [*halves[0], *halves[1]]


def test_of_like_containers_the_one_with_the_text_counts(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    inner = f'<ul>{MENU}</ul><div class="content">{marked(paragraphs)}</div>'
    news = '<div class="content"><p>县委书记调研法治建设工作，要求补短板、强弱项、抓落实。</p></div>'
    document = read_html(page(f'<h1>{TITLE}</h1><div class="content">{inner}{news}</div>')).document
    assert document.body_text.split("\n") == list(paragraphs)


@pytest.mark.parametrize(
    "inside",
    [
        ("相关链接", "《青禾县行政执法监督规定》"),
        ("主办单位：县司法局", "承办单位：各乡镇"),
        ("来源：县统计局",),
    ],
)
def test_words_that_end_other_pages_end_no_document_that_goes_on(
    inside: tuple[str, ...], read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    whole = [*paragraphs[:3], *inside, *paragraphs[3:]]
    document = read_html(page(f"<h1>{TITLE}</h1><div>{marked(tuple(whole))}</div><p>主办单位：县政府办</p>")).document
    assert document.body_text.split("\n") == whole


def test_laws_that_a_text_links_below_each_other_are_its_own(read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    laws = "<p><a href=/1>《青禾县行政执法监督规定》</a></p><p><a href=/2>《青禾县政府法律顾问工作规则》</a></p>"
    text = f"{marked(paragraphs[:3])}{laws}{marked(paragraphs[3:])}"
    lines = read_html(page(f"<h1>{TITLE}</h1><div>{text}</div>")).document.body_text.split("\n")
    assert lines == [*paragraphs[:3], "《青禾县行政执法监督规定》", "《青禾县政府法律顾问工作规则》", *paragraphs[3:]]


def test_a_document_without_sentences_is_what_stands_below_its_title(read_html: Reader) -> None:
    title = "城北道路改造工程批复公示"
    rows = (("项目名称", "城北道路改造工程"), ("建设单位", "青禾县住房和城乡建设局"), ("总投资", "1260万元"))
    table = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
    markup = page(f"<h1>{title}</h1><p>发布时间：2023-01-18</p><table>{table}</table>", title=title)
    assert read_html(markup).document.body_text.split("\n") == ["\t".join(row) for row in rows]


@pytest.mark.parametrize(
    ("paragraph", "read"),
    [
        ("满意度<5%的事项减少，2023年<2022年，a<b时不予受理。", "满意度<5%的事项减少，2023年<2022年，a<b时不予受理。"),
        ("依据<办法>和<<细则>>办理，x<县司法局>说明。", "依据<办法>和<<细则>>办理，x<县司法局>说明。"),
        ("每一件案件都经得起检验。<span>【<a href=#>打印</a>】【关闭】</span>", "每一件案件都经得起检验。"),
    ],
)
def test_signs_that_look_like_markup_are_text(
    paragraph: str, read: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_html(page(f"<h1>{TITLE}</h1><div>{marked((*paragraphs, paragraph))}</div>")).document
    assert document.body_text.split("\n") == [*paragraphs, read]


NUMBER = "青政办〔2023〕12号"


@pytest.mark.parametrize(
    ("before", "head", "kept"),
    [
        ('<div id="zoom">', f"<p>{NUMBER}</p>", [NUMBER]),
        ('<div id="zoom">', f"<p>{TITLE[:9]}</p><p>{TITLE[9:]}</p><p>{NUMBER}</p>", [NUMBER]),
        ('<div id="zoom">', f"<p>{TITLE}</p><p>{NUMBER}</p><p>发布时间：2023-01-18</p>", []),
        ("<div>", f"<p>{NUMBER}</p>", []),
    ],
)
def test_a_number_at_the_head_of_a_named_container_is_text(
    before: str, head: str, kept: list[str], read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_html(page(f"<h1>{TITLE}</h1>{before}{head}{marked(paragraphs)}</div>")).document
    assert document.body_text.split("\n") == [*kept, *paragraphs]
    assert document.header.document_number == NUMBER


def test_rows_of_the_table_that_holds_the_text_are_text(read_html: Reader) -> None:
    rows = (
        ("行政相对人名称", "北岭镇惠民粮油店"),
        ("处罚决定书文号", "青市监罚〔2023〕8号"),
        ("违法事实", "经营超过保质期的食品，货值不足百元，未造成危害，案发后主动下架。"),
        ("处罚结果", "警告"),
    )
    table = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
    document = read_html(page(f'<h1>{TITLE}</h1><div id="zoom"><table>{table}</table></div>')).document
    assert document.body_text.split("\n") == ["\t".join(row) for row in rows]
    assert document.header.document_number is None


@pytest.mark.parametrize("end", ["", "...", "……"])
def test_a_summary_that_the_text_begins_with_is_none_of_it(
    end: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    summary = f"<div class=summary>{paragraphs[0][:40] if end else paragraphs[0]}{end}</div>"
    document = read_html(page(f"<h1>{TITLE}</h1><div class=content>{summary}{marked(paragraphs)}</div>")).document
    assert document.body_text.split("\n") == list(paragraphs)


@pytest.mark.parametrize("content", ["来源：县政府办", "信息来源: 县政府办", "县政府办"])
def test_a_tag_s_value_is_freed_of_its_label(content: str, read_html: Reader, paragraphs: tuple[str, ...]) -> None:
    head = f'<meta name="ContentSource" content="{content}"><title>{TITLE}</title>'
    markup = f'<html><head>{head}</head><body><div id="zoom">{marked(paragraphs)}</div></body></html>'
    assert read_html(markup).document.header.source == "县政府办"
