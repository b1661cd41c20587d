"""Markup to lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.html import parse
from extract.page.flow import Flow, read_flow


def flow_of(markup: str) -> Flow:
    return read_flow(parse(f"<html><body>{markup}</body></html>").body)


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("甲<br>乙<br/><br/>丙</br>丁", ["甲", "乙", "丙", "丁"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<p>全年<span>20</span><span>1</span><b>6</b>件</p>", ["全年2016件"]),
        ("<p>&nbsp;&nbsp;　　甲乙 　</p>", ["甲乙"]),
        ("<p>贯彻\n      落实</p>", ["贯彻落实"]),
        ("<p>rule of\n law</p>", ["rule of law"]),
        ("<p>全年\n58\n件</p>", ["全年58件"]),
        ("<p>报&nbsp;&nbsp;&nbsp;告</p>", ["报 告"]),
        ("<p>〈办法〉‹细则›《条例》1&lt;2</p>", ["〈办法〉‹细则›《条例》1<2"]),
        ("<p>甲<script>乙</script><style>丙</style><!-- 丁 -->戊</p>", ["甲戊"]),
        ('<p>甲<span style="display: none">乙</span><em hidden>丙</em><i style="font-size:0">丁</i>戊</p>', ["甲戊"]),
        ('<p style="font-size:0.9em">甲</p>', ["甲"]),
        ("<p>甲</p><select><option>乙</option></select><button>丙</button><textarea>丁</textarea>", ["甲"]),
        ("<form><p>甲</p></form><center>乙</center>", ["甲", "乙"]),
        ("<p>甲<o:p></o:p></p><p><![if !supportEmptyParas]>&nbsp;<![endif]></p>", ["甲"]),
        ("<pre>甲\n乙\n</pre>丙\n丁", ["甲", "乙", "丙丁"]),
        ("<p>安\u200b居\ufeff区</p>", ["安居区"]),
        ("<nav>甲</nav>乙<footer>丙</footer>丁<aside>戊</aside>", ["乙", "丁"]),
        (
            "<table><tr><td><p>甲</p></td><td><p>乙</p><p>丙</p></td></tr><tr><td>丁</td><td></td></tr></table>",
            ["甲\t乙 丙", "丁"],
        ),
        ("<table><tr><td><table><tr><td>甲</td></tr></table></td><td>乙</td></tr></table>", ["甲", "乙"]),
        (
            "<ol><li>健全制度，全年出台规范性文件五件</li><li><p>强化执法</p></li></ol><ol><li>甲</li></ol>",
            ["1.健全制度，全年出台规范性文件五件", "2.强化执法", "甲"],
        ),
        ('<ol start="3"><li>化解矛盾，受理复议案件四十一件</li></ol>', ["3.化解矛盾，受理复议案件四十一件"]),
        ("<ol><li>一、健全制度，全年出台规范性文件五件</li></ol>", ["一、健全制度，全年出台规范性文件五件"]),
        ('<ol style="list-style:none"><li>健全制度，全年出台规范性文件</li></ol>', ["健全制度，全年出台规范性文件"]),
        ('<ol><li><a href="/1">关于印发年度工作要点的通知</a></li></ol>', ["关于印发年度工作要点的通知"]),
        ("<ul><li>健全制度，全年出台规范性文件五件</li></ul>", ["健全制度，全年出台规范性文件五件"]),
        ("<p>甲<script>document.write('乙')</script></p>", ["甲乙"]),
        ("<dl><dt>甲</dt><dd>乙</dd><dt>丙</dt><dd>丁</dd></dl>", ["甲\t乙", "丙\t丁"]),
        (f"<table><tr><td>甲</td><td>{'乙' * 301}</td></tr></table>", ["甲", "乙" * 301]),
    ],
)
def test_markup_reads_as_a_browser_shows_it(markup: str, lines: list[str]) -> None:
    assert [line.text for line in flow_of(markup).lines] == lines


@pytest.mark.parametrize("closing", ['<span id="zoom"></span>', "<ucapcontent> </ucapcontent>"])
def test_a_container_at_the_page_s_end_that_holds_nothing_ends_with_the_page(closing: str) -> None:
    flow = flow_of(f"<p>甲</p>{closing}")
    assert [found for _, found in flow.bodies] == [(1, 1)]


def test_links_are_counted_and_bookmarks_are_none() -> None:
    lines = flow_of('<p><a href="/x">甲乙</a></p><p><a name="_Toc1">丙丁</a></p><p><a href="#top">戊</a></p>').lines
    assert [line.linked for line in lines] == [2, 0, 0]


WORDS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)
INLINE = st.recursive(
    WORDS, lambda inner: st.tuples(st.sampled_from(["span", "b", "font", "u", "a"]), inner, inner), max_leaves=6
)


def _markup(node: str | tuple[str, object, object]) -> str:
    if isinstance(node, str):
        return node
    tag, left, right = node
    return f"<{tag}>{_markup(left)}</{tag}>{_markup(right)}"  # type: ignore[arg-type]


def _text(node: str | tuple[str, object, object]) -> str:
    return node if isinstance(node, str) else _text(node[1]) + _text(node[2])  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.lists(INLINE, min_size=1, max_size=8), st.sampled_from(["p", "div", "li", "h3", "blockquote"]))
def test_any_text_comes_through_once_and_in_order(paragraphs: list[str | tuple[str, object, object]], tag: str) -> None:
    markup = "".join(f"<{tag}>{_markup(node)}</{tag}>" for node in paragraphs)
    assert [line.text for line in flow_of(markup).lines] == [_text(node) for node in paragraphs]


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_layout_does_not_change_the_words(words: list[str]) -> None:
    layouts = (
        "<br>".join(words),
        "".join(f"<p>{word}</p>" for word in words),
        "<table>" + "".join(f"<tr><td>{word}</td></tr>" for word in words) + "</table>",
        "<div>" * 20 + "".join(f"<div>\n  {word}\n</div>" for word in words) + "</div>" * 20,
    )
    read = [[line.text for line in flow_of(layout).lines] for layout in layouts]
    assert read == [words] * len(layouts)
