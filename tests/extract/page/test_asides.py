"""What stands beside a document's text: boxes of related pages in it, other pages with their summaries around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.page.document import PageReading
from extract.page.lines import Line
from extract.page.structure import teasers

Reader = Callable[[str], PageReading]
TITLE = "青禾县2022年法治政府建设情况报告"
MORE = "县司法局提出，明年把评查结果与考核挂钩，让每一份案卷都有人看、有人管。"
OTHERS = (
    "县气象台发布大风蓝色预警，请各乡镇检查广告牌和工棚，渔船回港避风，学校视情停课。",
    "北岭水库除险加固工程通过蓄水验收，可灌溉农田一万二千亩，下游三个镇的用水有了保证。",
    "本周六起，城南大桥分段封闭检修，公交改走滨河路，社会车辆请提前绕行。",
    "全县中小学错峰放学，交警在十二个路口加派人手，家长接送更从容，秩序比上学期好。",
)


def marked(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def linked(*titles: str) -> str:
    return "".join(f'<p><a href="/{title}.html">{title}</a></p>' for title in titles)


def page(*parts: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body>{''.join(parts)}</body></html>"


LISTED = "".join(f'<li><a href="/{at}.html">青禾要闻第{at}条</a><p>{text}</p></li>' for at, text in enumerate(OTHERS))


CITED = ("《青禾县案卷评查办法》", "《青禾县执法监督规定》")
EXPLAINED = "案卷评查：对办结的案件逐卷打分，找出程序和文书上的毛病。"


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        (f"<p>延伸阅读</p>{linked('我县部署秋收工作', '城南大桥开始检修')}", []),
        (f"<p>相关链接：</p>{linked(*CITED)}", ["相关链接：", *CITED]),
        (f"<p>相关链接</p><p>{EXPLAINED}</p>", ["相关链接", EXPLAINED]),
    ],
)
def test_a_box_of_related_pages_falls_and_the_text_goes_on(
    box: str, kept: list[str], read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    first, last = paragraphs[:3], (MORE, MORE.replace("明年", "今后"))
    document = read_html(page(f"<h1>{TITLE}</h1><div id=zoom>{marked(first)}{box}{marked(last)}</div>")).document
    assert document.body_text.split("\n") == [*first, *kept, *last]


@pytest.mark.parametrize(
    "below",
    [
        f"<p>相关链接</p>{linked('我县部署秋收工作')}",
        f"<p>推荐阅读</p><ul>{LISTED}</ul>",
        f"<p>延伸阅读</p>{linked('我县部署秋收工作')}<p>责任编辑：县政府办</p>{marked(OTHERS)}",
        "<p>【纠错】【责任编辑：县政府办】</p>",
        "<p>[我来说两句]</p>",
    ],
)
def test_what_names_related_pages_or_editors_ends_a_text_that_does_not_go_on(
    below: str, read_html: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_html(page(f"<h1>{TITLE}</h1><div id=zoom>{marked(paragraphs)}{below}</div>")).document
    assert document.body_text.split("\n") == list(paragraphs)


NOTICE = ("因检修管道，城北片区本周五停水一天，请提前储水，给您带来不便，敬请谅解。", "青禾县水务局")


@pytest.mark.parametrize("container", ['<div class="TRS_Editor">', "<div>"])
def test_a_short_text_stands_against_longer_summaries_of_other_pages(container: str, read_html: Reader) -> None:
    shown = f"<div><h1>{TITLE}</h1>{container}{marked(NOTICE)}</div></div>"
    document = read_html(page(shown, f"<div><h3>最新动态</h3><ul>{LISTED}</ul></div>")).document
    assert document.body_text.split("\n") == list(NOTICE)


def test_a_short_text_in_an_editor_stands_against_longer_comments(read_html: Reader) -> None:
    shown = f'<h1>{TITLE}</h1><div class="TRS_Editor">{marked(NOTICE)}</div>'
    document = read_html(page(shown, f"<div><h3>大家的话</h3>{marked((*OTHERS, MORE, EXPLAINED))}</div>")).document
    assert document.body_text.split("\n") == list(NOTICE)


def test_summaries_are_known_by_the_links_above_them_from_three_on() -> None:
    link, dated = Line("城南大桥检修", "", 6), Line("2023-01-18", "")
    text = [Line(other, "") for other in OTHERS]
    listed = [link, text[0], dated, link, text[1], dated, link, text[2]]
    assert teasers([text[3], *listed, text[3]]) == set(range(1, 9))
    assert teasers([link, text[0], link, text[1], text[2], text[3]]) == set()
