"""Pages whose body stands in a file: which file it is, and what is said of those that cannot be read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from extract.errors import EmptyBodyError, NoConverterError, PageError, ScannedError, UsageError
from extract.ocr import VARIABLE, pieces_of, recogniser
from extract.page.document import PageReading, read_page
from extract.page.files.placed import Page, Piece
from extract.page.files.reader import NO_TOOLS, Tools

from .sheets import Text, pdf
from .test_reader import packed
from .words import report

URL = "http://www.qinghe.example/doc/1.html"
TITLE = "青禾县2022年法治政府建设情况报告"
SCAN = pdf([[], []])


def covering_page(names: list[str]) -> bytes:
    links = "".join(f'<p><a href="{at}.{name.rpartition(".")[2]}">{name}</a></p>' for at, name in enumerate(names))
    body = f'<h1>{TITLE}</h1><p>发布日期：2023-01-18</p><div id="zoom"><p>全文请见附件。</p>{links}</div>'
    return f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode()


def read(files: dict[str, bytes], tools: Tools = NO_TOOLS) -> PageReading:
    """The page that links files of these names."""
    found = {
        f"http://www.qinghe.example/doc/{at}.{name.rpartition('.')[2]}": content
        for at, (name, content) in enumerate(files.items())
    }
    return read_page(covering_page(list(files)), "text/html", URL, load_attachment=found.get, tools=tools)


def test_the_file_named_like_the_title_is_the_body_and_all_stay_linked(paragraphs: tuple[str, ...]) -> None:
    table = report(["统计表说明。本表由各乡镇和部门填报，县司法局汇总。", *["收案件数按月填写，逐月累计。"] * 3])
    reading = read({"附件1：统计表.docx": table, f"附件2：{TITLE}.docx": report([TITLE, *paragraphs])})
    assert reading.document.body_text.split("\n") == list(paragraphs)
    assert reading.body_url == "http://www.qinghe.example/doc/1.docx"
    assert [each.name for each in reading.document.attachments] == ["附件1：统计表.docx", f"附件2：{TITLE}.docx"]
    assert reading.findings == ()


@pytest.mark.parametrize("name", ["报告.zip", "报告.pdf", "报告.docx"])
def test_a_file_of_any_name_is_read_as_what_it_is(name: str, paragraphs: tuple[str, ...]) -> None:
    content = packed({"附件/报告.docx": report([TITLE, *paragraphs])})
    assert read({name: content}).document.body_text.split("\n") == list(paragraphs)


def test_markup_that_word_wrote_is_read_and_an_error_page_is_not(paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p class=MsoNormal>{text}</p>" for text in paragraphs)
    names = 'xmlns:w="urn:schemas-microsoft-com:office:word"'
    markup = f"<html {names}><head><meta charset=utf-8></head><body><p>{TITLE}</p>{body}</body></html>"
    assert read({"报告.doc": markup.encode()}).document.body_text.split("\n") == list(paragraphs)
    with pytest.raises(EmptyBodyError, match=r"报告\.doc: neither"):
        read({"报告.doc": markup.replace(names, "").encode()})


@pytest.mark.parametrize(
    ("files", "error", "said"),
    [
        ({"报告.pdf": SCAN}, ScannedError, r"报告\.pdf: a \.pdf of 2 pages without text .* scanned"),
        ({"报告.doc": b"{\\rtf1 x}"}, NoConverterError, r"报告\.doc: .* needs a converter"),
        ({"报告.rar.zip": b"Rar!\x1a\x07"}, EmptyBodyError, r"a \.rar archive is not read"),
        ({"报告.docx": b"PK\x03\x04"}, EmptyBodyError, r"报告\.docx: no \.zip that can be read"),
    ],
)
def test_a_page_whose_files_cannot_be_read_says_why(files: dict[str, bytes], error: type[PageError], said: str) -> None:
    with pytest.raises(error, match=said) as caught:
        read(files)
    assert type(caught.value) is error
    assert URL in caught.value.message


def test_a_scan_is_read_by_recognition_where_that_is_given_and_said_to_be() -> None:
    lines = [TITLE, "2022年，我县依法行政，全年各项任务按期完成。"]
    page = Page(
        595, 842, tuple(Piece(text, 112, 112 + 16 * len(text), 110 + 40 * at, 16) for at, text in enumerate(lines))
    )
    reading = read({"报告.pdf": SCAN}, Tools(recognise=lambda _content: [page]))
    assert (reading.document.body_method, reading.document.body_text) == ("ocr", lines[1])
    assert [each.code for each in reading.findings] == ["page.read_by_ocr"]
    sound = {"报告.pdf": pdf([[Text(each, 80, 110 + 28 * at) for at, each in enumerate(lines)]])}
    assert read(sound, Tools(recognise=lambda _content: [])).document.body_method == "attachment"


def test_lines_that_were_recognised_are_pieces_where_they_are_sure() -> None:
    boxes = [[[100, 200], [500, 200], [500, 253], [100, 253]], [[0, 0], [9, 0], [9, 9], [0, 9]]]
    (piece,) = pieces_of(SimpleNamespace(boxes=boxes, txts=("全年58件", "章"), scores=(0.98, 0.3)))
    assert (piece.text, piece.left, piece.right) == ("全年58件", 36.0, 180.0)
    assert 14 < piece.size < 18
    assert list(pieces_of(SimpleNamespace(boxes=None, txts=None, scores=None))) == []


def test_nothing_is_recognised_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert recogniser() is None


def test_recognition_that_is_asked_for_and_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    monkeypatch.setattr("extract.ocr.find_spec", lambda _name: None)
    with pytest.raises(UsageError, match="rapidocr") as caught:
        recogniser()
    assert "fazhi[ocr]" in caught.value.remedy
