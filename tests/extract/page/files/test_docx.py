"""Word documents: automatic numbers, text boxes, tracked changes, tables."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from extract.errors import PageError
from extract.page.files.counting import counted
from extract.page.files.docx import docx_lines

from .words import W, add_item, add_list, add_xml, level, report, saved


def texts(document: docx.document.Document) -> list[str]:
    return [each.text for each in docx_lines(saved(document), "报告.docx")]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("decimal", ["1", "10", "21", "105"]),
        ("decimalZero", ["01", "10", "21", "105"]),
        ("chineseCounting", ["一", "十", "二十一", "一〇五"]),
        ("chineseCountingThousand", ["一", "十", "二十一", "一百〇五"]),
        ("japaneseCounting", ["一", "十", "二十一", "一百〇五"]),
        ("ideographDigital", ["一", "一〇", "二一", "一〇五"]),
        ("chineseLegalSimplified", ["壹", "壹拾", "贰拾壹", "壹佰零伍"]),
        ("ideographTraditional", ["甲", "癸", "甲", "戊"]),
        ("decimalEnclosedCircle", ["①", "⑩", "21", "105"]),
        ("upperRoman", ["I", "X", "XXI", "CV"]),
        ("lowerLetter", ["a", "j", "u", "aaaaa"]),
        ("decimalFullWidth", ["１", "１０", "２１", "１０５"]),
        ("unheardOf", ["1", "10", "21", "105"]),
    ],
)
def test_ways_of_counting(way: str, expected: list[str]) -> None:
    assert [counted(number, way) for number in (1, 10, 21, 105)] == expected


def test_items_have_the_marks_that_word_shows() -> None:
    document = docx.Document()
    levels = [("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("bullet", "")]
    add_list(document, 70, [level(number, *each) for number, each in enumerate(levels)])
    items = [
        ("做法", 0),
        ("健全机制", 1),
        ("编目录", 2),
        ("审文件", 2),
        ("强审查", 1),
        ("编目录", 2),
        ("点", 3),
        ("不足", 0),
    ]
    for text, at in [*items, ("补力量", 1)]:
        add_item(document, text, 70, at)
    document.add_paragraph("青禾县人民政府")
    assert texts(document) == [
        "一、做法",
        "（一）健全机制",
        "1.编目录",
        "2.审文件",
        "（二）强审查",
        "1.编目录",
        "点",
        "二、不足",
        "（一）补力量",
        "青禾县人民政府",
    ]


def test_lists_of_one_kind_count_on_unless_one_begins_anew() -> None:
    document = docx.Document()
    add_list(document, 70, [level(0, "decimal", "第%1条", '<w:suff w:val="space"/>')])
    add_list(document, 71, (), shared=70)
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    add_list(document, 72, (), anew, shared=70)
    for number in (70, 71, 72, 72):
        add_item(document, "总则", number, 0)
    assert texts(document) == ["第1条 总则", "第2条 总则", "第5条 总则", "第6条 总则"]


def test_numbers_of_the_levels_above_and_levels_that_never_begin_anew() -> None:
    document = docx.Document()
    legal, kept = "<w:isLgl/>", '<w:lvlRestart w:val="0"/>'
    levels = [
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2", legal),
        level(2, "decimal", "%3)", kept),
    ]
    add_list(document, 70, levels)
    for at in (0, 1, 2, 0, 1, 2):
        add_item(document, "事", 70, at)
    assert texts(document) == ["第一章 事", "1.1 事", "1)事", "第二章 事", "2.1 事", "2)事"]


def test_a_style_s_list_and_a_paragraph_that_leaves_it() -> None:
    document = docx.Document()
    document.add_paragraph("编目录", style="List Number")
    add_item(document, "按语", 0, 0)
    document.paragraphs[-1].style = "List Number"
    document.add_paragraph("审文件", style="List Number")
    assert texts(document) == ["1.编目录", "按语", "2.审文件"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<w:p><w:r><w:t>受理58</w:t></w:r><w:del><w:r><w:delText>件</w:delText></w:r></w:del></w:p>", ["受理58"]),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>", ["新"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>明</w:t></w:r></w:p>", ["明"]),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>", ["一", "二"]),
        (
            "<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>框内</w:t>"
            "</w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent><w:p><w:r>"
            "<w:t>框内</w:t></w:r></w:p></w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["正文", "框内"],
        ),
        (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            "<w:sdtContent><w:p><w:r><w:t>一、做法 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            ["正文"],
        ),
    ],
)
def test_what_is_shown_of_a_paragraph(markup: str, expected: list[str]) -> None:
    document = docx.Document()
    add_xml(document, markup)
    assert texts(document) == expected


def row(*cells: str) -> str:
    inner = "".join(
        f"<w:tc>{''.join(f'<w:p><w:r><w:t>{t}</w:t></w:r></w:p>' for t in c.split('|'))}</w:tc>" for c in cells
    )
    return f"<w:tr>{inner}</w:tr>"


PROSE = "全年编制目录一份，列入事项七项，全部经过合法性审查。"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (row("项目", "件数") + row("收案", "58件"), ["项目\t件数", "收案\t58件"]),
        (row("项目", "") + row("行政|复议", "58件"), ["项目", "行政 复议\t58件"]),
        (row("一、做法|" + PROSE), ["一、做法", PROSE]),
        (row(f"{PROSE}|{PROSE}", "青禾县"), [PROSE, PROSE, "青禾县"]),
    ],
)
def test_rows_of_tables_and_tables_of_layout(rows: str, expected: list[str]) -> None:
    document = docx.Document()
    add_xml(document, f"<w:tbl>{rows}</w:tbl>")
    assert texts(document) == expected


def test_headers_and_footers_are_left_out() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "青禾县人民政府文件"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    assert texts(document) == ["正文"]


def changed(content: bytes, part: str, body: bytes) -> bytes:
    """An archive with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != part:
                new.writestr(each, old.read(each))
        new.writestr(part, body)
    return stream.getvalue()


def test_a_document_of_the_strict_format_with_a_dangling_part_is_read() -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    markup = b'<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>ok</w:t></w:r></w:p></w:body></w:document>' % strict
    content = changed(report(["x"]), "word/document.xml", markup)
    rels = b'<Relationships><Relationship Id="r" Type="x/image" Target="NULL"/></Relationships>'
    content = changed(content, "word/_rels/document.xml.rels", rels)
    assert [each.text for each in docx_lines(content, "x")] == ["ok"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<w:document {W}/>".encode(), "no body"),
        (b"<w:document", "is no XML"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', "declares entities"),
        ('<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'.encode("utf-16"), "declares entities"),
        (b"<d>" + b" " * 45_000_000 + bytes(range(256)) * 1200 + b"</d>", "refused"),
    ],
)
def test_a_damaged_document_is_a_named_error(body: bytes, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        docx_lines(changed(report(["x"]), "word/document.xml", body), "报告.docx")
    assert "报告.docx" in caught.value.message
    assert caught.value.remedy
