"""Word's binary format: .doc and .wps."""

from __future__ import annotations

from pathlib import Path
from struct import pack_into

import pytest

from extract.errors import NoConverterError, PageError
from extract.page.files.doc import doc_lines
from extract.page.files.reader import Tools, read_file

CONTENT = (Path(__file__).parents[3] / "fixtures" / "files" / "report.doc").read_bytes()
HEADER = CONTENT.index(b"\xec\xa5")
"""Where the stream of the document begins; its number of the format and its flags follow."""

TEXTS = [
    "青禾县2022年法治政府建设情况报告",
    "2022年，我县围绕依法行政这条主线，全年各项任务按期完成。",
    "一、主要做法",
    "（一）健全决策机制。全年编制目录1份。",
    "1.审查文件63份。",
    "受理案件58件，审结54件。",
    "县政府网站全年公开信息7条。",
    "项目\t件数",
    "收案\t58件",
    "二、下一步打算",
    "（一）补齐审核力量。",
]


def patched(place: int, number: int) -> bytes:
    content = bytearray(CONTENT)
    pack_into("<H", content, HEADER + place, number)
    return bytes(content)


def test_lists_tables_and_fields_are_read_and_deleted_or_hidden_text_is_not() -> None:
    assert [each.text for each in doc_lines(CONTENT, "报告.doc")] == TEXTS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CONTENT[:4000], "no .doc that can be read"),
        (CONTENT[:8] + bytes(2000), "no .doc that can be read"),
        (patched(10, 0x0300), "encrypted"),
        (
            CONTENT.replace(b"1\x00T\x00a\x00b\x00l\x00e\x00", b"1\x00X\x00a\x00b\x00l\x00e\x00"),
            "no .doc that can be read",
        ),
    ],
)
def test_a_damaged_or_encrypted_document_is_a_named_error(content: bytes, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        doc_lines(content, "报告.doc")
    assert "报告.doc" in caught.value.message
    assert caught.value.remedy


def test_a_document_of_word_95_is_read_by_a_converter_or_said_to_need_one() -> None:
    old = patched(2, 104)
    with pytest.raises(NoConverterError, match=r"报告\.doc") as caught:
        read_file(old, "报告.doc")
    assert "antiword" in caught.value.remedy
    made = Tools(convert=lambda _content, kind: f"{kind}的正文。\n第二段。\n".encode())
    assert [each.text for each in read_file(old, "报告.doc", tools=made).lines] == ["doc的正文。", "第二段。"]
    assert next(each.text for each in read_file(b"{\\rtf1 x}", "报告.doc", tools=made).lines) == "rtf的正文。"
