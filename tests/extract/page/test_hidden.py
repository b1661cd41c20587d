"""What a page hides is no text of its document."""

from __future__ import annotations

import pytest

from extract.html import parse
from extract.page.flow import read_flow
from extract.page.hidden import hidden_names


def text_of(markup: str, style: str = "") -> list[str]:
    root = parse(f"<html><head><style>{style}</style></head><body>{markup}</body></html>")
    names = hidden_names(root)
    return [line.text for line in read_flow(root.body, hidden=names).lines]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ('<p>甲<span style="display:none">乙</span><i style="visibility: hidden">丙</i>丁</p>', ["甲丁"]),
        ('<p>甲<span style="position:absolute;left:-9999px">乙</span><b style="text-indent:-999em">丙</b></p>', ["甲"]),
        ('<p style="text-indent:-21.0pt">甲</p>', ["甲"]),
        ('<p>甲<font style="FONT-SIZE: 0px">乙</font><span style="font-size:0.0em">丙</span></p>', ["甲"]),
        ('<div style="font-size:0"><p style="font-size:16px">甲</p></div>', ["甲"]),
        ('<p style="font-size:0.9em">甲</p>', ["甲"]),
        ('<p>全年办结<span style="color:#fff">青禾</span>58件</p>', ["全年办结58件"]),
        ('<p>全年办结<font color="#FFFFFF">青禾</font><i style="opacity:0">县</i>58件</p>', ["全年办结58件"]),
        ('<p><span style="color:white">一、主要做法</span></p>', ["一、主要做法"]),
        ('<div style="background:#c00"><p>第<span style="color:#fff">一</span>章总则</p></div>', ["第一章总则"]),
        ('<table bgcolor="#336699"><tr><td>甲乙<font color="white">丙</font></td></tr></table>', ["甲乙丙"]),
    ],
)
def test_an_element_s_own_style_hides_it(markup: str, lines: list[str]) -> None:
    assert text_of(markup) == lines


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        (".x{display:none}", ["甲", "丁"]),
        ("#y , .X { color: red; DISPLAY : none }", ["甲", "丁"]),
        ("<!-- .x{display:none} -->", ["甲", "丁"]),
        (".w .x{display:none}", ["甲", "乙", "丁"]),
        ("@media print { .x{display:none} }", ["甲", "乙", "丁"]),
        ("@media (max-width:768px){.x{display:block}} .x{display:none}", ["甲", "丁"]),
        (".x{display:none} .x.on{display:block}", ["甲", "乙", "丁"]),
        ("/* .x{display:none} */", ["甲", "乙", "丁"]),
    ],
)
def test_a_rule_of_the_page_hides_what_it_names_alone(style: str, lines: list[str]) -> None:
    assert text_of('<p>甲</p><p class="w x">乙</p><p>丁</p>', style) == lines


def test_a_sheet_for_printers_hides_nothing() -> None:
    root = parse('<style media="print">.x{display:none}</style><p class="x">甲</p>')
    assert hidden_names(root) == frozenset()
