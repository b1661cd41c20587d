"""Printed lines to paragraphs: the same sheets as PDF and as OFD."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence

import pytest

from extract.errors import PageError, ScannedError
from extract.page.files.glyphs import shown
from extract.page.files.reader import read_file

from .sheets import HEIGHT, Sheet, Stroke, Text, breadth, ofd, pdf

Make = Callable[[Sequence[Sheet]], bytes]
BOTH = pytest.mark.parametrize("make", [pdf, ofd])

LEFT, SIZE, ACROSS, PITCH = 80.0, 16.0, 27, 28.0
"""The text's left side, and how many characters fill its lines, as official documents are set."""


def texts(content: bytes) -> list[str]:
    return [each.text for each in read_file(content, "报告.pdf").lines]


def wrapped(paragraphs: Sequence[str], indent: int = 2) -> list[tuple[str, float]]:
    """The lines of paragraphs, each with its left side."""
    lines = []
    for text in paragraphs:
        row, room, left = "", float(ACROSS - indent), LEFT + indent * SIZE
        for character in text:
            wide = breadth(character, 1)
            if wide > room and character not in "，。、；":
                lines.append((row, left))
                row, room, left = "", float(ACROSS), LEFT
            row, room = row + character, room - wide
        lines.append((row, left))
    return lines


def sheets(paragraphs: Sequence[str], indent: int = 2, rows: int = 12, head: str = "") -> list[Sheet]:
    """Pages of `rows` lines with their numbers below, and a running head."""
    lines = wrapped(paragraphs, indent)
    found: list[Sheet] = []
    for begin in range(0, len(lines), rows):
        sheet = [Text(row, left, 110 + PITCH * at) for at, (row, left) in enumerate(lines[begin : begin + rows])]
        number = Text(f"— {begin // rows + 1} —", 280, HEIGHT - 60, 14)
        found.append([*sheet, number, *([Text(head, 200, 50, 10)] if head else [])])
    return found


@BOTH
@pytest.mark.parametrize("rows", [3, 5, 12])
@pytest.mark.parametrize("head", ["", "青禾县人民政府公报"])
def test_paragraphs_are_whole_over_lines_and_pages(
    make: Make, rows: int, head: str, paragraphs: tuple[str, ...]
) -> None:
    assert texts(make(sheets(paragraphs * 2, rows=rows, head=head))) == list(paragraphs * 2)


@BOTH
def test_paragraphs_without_indents_end_with_short_lines_and_before_headings(
    make: Make, paragraphs: tuple[str, ...]
) -> None:
    assert texts(make(sheets(paragraphs, indent=0))) == list(paragraphs)


@BOTH
def test_a_centred_title_of_larger_letters_and_a_signature_stand_alone(make: Make, paragraphs: tuple[str, ...]) -> None:
    sheet = [*sheets(paragraphs[:1])[0][:-1]]
    title = [Text("青禾县人民政府关于2022年", 160, 40, 22), Text("法治政府建设情况的报告", 180, 72, 22)]
    signed = [Text("青禾县人民政府", 380, 110 + 6 * PITCH), Text("2023年1月18日", 390, 110 + 7 * PITCH)]
    assert texts(make([[*title, *sheet, *signed]])) == [
        "青禾县人民政府关于2022年",
        "法治政府建设情况的报告",
        paragraphs[0],
        "青禾县人民政府",
        "2023年1月18日",
    ]


def grid(tops: Sequence[float], lefts: Sequence[float]) -> list[Stroke]:
    level = [Stroke(lefts[0], top, lefts[-1], top) for top in tops]
    return [*level, *(Stroke(left, tops[0], left, tops[-1]) for left in lefts)]


@BOTH
def test_rows_of_tables_are_lines_with_cells(make: Make) -> None:
    sheet = [
        Text("办案情况如下：", 112, 100),
        Text("项目", 90, 146),
        Text("件数", 210, 146),
        Text("行政复议", 90, 176),
        Text("案件", 90, 196),
        Text("58件", 210, 186),
        Text("表后是一段正文。", 112, 250),
        *grid((126, 156, 206), (80, 200, 300)),
    ]
    assert texts(make([sheet])) == ["办案情况如下：", "项目\t件数", "行政复议案件\t58件", "表后是一段正文。"]


@BOTH
def test_a_frame_around_a_text_is_no_table(make: Make, paragraphs: tuple[str, ...]) -> None:
    sheet = [*sheets(paragraphs[:1])[0], *grid((80, 400), (70, 540))]
    assert texts(make([sheet])) == [paragraphs[0]]


@BOTH
@pytest.mark.parametrize("number", ["3", "- 3 -", "第3页", "第 3 页 共 12 页", "3/12", "·3·", "—三—"])
def test_page_numbers_are_left_out(make: Make, number: str) -> None:
    sheet = [Text("全年编制目录一份，列入事项七项，逐项审查。", 112, 110), Text(number, 280, HEIGHT - 60, 14)]
    assert texts(make([sheet])) == ["全年编制目录一份，列入事项七项，逐项审查。"]


@BOTH
def test_a_number_in_the_text_and_a_table_of_contents(make: Make) -> None:
    sheet = [
        Text("目 录", 270, 80, 22),
        Text("一、主要做法" + "." * 30 + "3", 112, 110),
        Text("全年受理行政复议申请的件数，连同上年结转的在内，是", 112, 300),
        Text("58", 80, 328),
        Text("涉企案件全部办结。", 112, 356),
    ]
    assert texts(make([sheet])) == ["全年受理行政复议申请的件数，连同上年结转的在内，是58", "涉企案件全部办结。"]


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("⽅⾯⼀", "方面一"),
        ("⻓⻛⺠", "长风民"),
        ("︵一︶﹁", "（一）「"),
        ("\ue5e5", " "),
        ("\uf0b7做法", "做法"),
        ("开\u00ad发\u200b区", "开发区"),
        ("（一）１", "（一）１"),
        ("\uf900", "\u8c48"),
    ],
)
def test_look_alikes_are_what_they_show(said: str, seen: str) -> None:
    assert shown(said) == seen


def test_a_letter_spaced_line_loses_its_blanks_and_others_keep_theirs() -> None:
    spaced = [Text(each, 160 + 32 * at, 110, 22) for at, each in enumerate("青禾县法治政府报告")]
    assert texts(pdf([[*spaced, Text("张 三 2022 年工作报告的正文在此。", 112, 200)]])) == [
        "青禾县法治政府报告",
        "张 三 2022 年工作报告的正文在此。",
    ]


def test_what_lies_upright_on_a_turned_page_is_read_and_what_leans_is_not() -> None:
    long = "全年编制目录一份，列入事项七项，逐项审查。"
    content = pdf([[Text(long, 112, 110)]], page="/Rotate 90")
    with pytest.raises(ScannedError):
        read_file(content, "报告.pdf")
    upright = re.sub(rb"1 0 0 1 ([\d.]+) [\d.]+ Tm", rb"0 1 -1 0 300 \1 Tm", content)
    assert texts(upright) == [long]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf([[Text("12", 280, 800)], []]), "scanned"),
        (
            pdf([[Text("全年编制目录一份，列入事项七项，逐项审查。", 112, 110)]], encoding="Identity-H"),
            "its fonts do not say",
        ),
        (ofd([[Text("12", 280, 800)], []]), "scanned"),
    ],
)
def test_pages_without_a_text_are_told_as_such(content: bytes, said: str) -> None:
    with pytest.raises(ScannedError, match=said) as caught:
        read_file(content, "报告.pdf")
    assert "报告.pdf" in caught.value.message


ENCRYPTED = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]".format("11" * 32)


def with_stream(content: bytes) -> bytes:
    """A PDF with one more stream, packed."""
    packed = zlib.compress(content)
    return (
        pdf([[Text("全年", 112, 110)]]) + b"9 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\n"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4", "no .pdf that can be read"),
        (pdf([[Text("全年", 112, 110)]])[:300], "no .pdf that can be read"),
        (pdf([[Text("全年", 112, 110)]], tail=ENCRYPTED), "encrypted"),
        (pdf([[]] * 401), "401 pages"),
        (with_stream(b"0 0 m 9 9 l S\n" * 3_000_000), "unpack to more than"),
        (pdf([[]]) + b"<< /Filter [/FlateDecode /FlateDecode] >>", "no document has"),
        (b"%PDF-1.4" + bytes(64 * 1024 * 1024), "bytes, more than"),
        (ofd([[]] * 401), "401 pages"),
        (ofd([[]])[:-40], "no .ofd that can be read"),
        (ofd([[]], head='<!DOCTYPE d [<!ENTITY a "b">]>'), "declares entities"),
    ],
)
def test_what_cannot_be_read_is_a_named_error(content: bytes, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        read_file(content, "报告.pdf")
    assert "报告.pdf" in caught.value.message
    assert caught.value.remedy
