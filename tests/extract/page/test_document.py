"""Bytes to a document: attachments, errors, dates from elsewhere, and input of any kind."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import EmptyBodyError, PageError, UndecodableError
from extract.page.document import PageReading, read_page

URL = "http://www.qinghe.example/doc/1.html"
TITLE = "青禾县2022年法治政府建设情况报告"


def docx_bytes(paragraphs: tuple[str, ...], title: str = TITLE) -> bytes:
    document = docx.Document()
    document.add_paragraph(title)
    for text in paragraphs[:3]:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "收案", "58件"
    for text in paragraphs[3:]:
        document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def covering_page(links: str, text: str = "全文请见附件。") -> bytes:
    body = f'<h1>{TITLE}</h1><p>发布日期：2023-01-18 来源：县司法局</p><div id="zoom"><p>{text}</p>{links}</div>'
    return f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode()


def read(content: bytes, files: dict[str, bytes] | None = None, content_type: str = "text/html") -> PageReading:
    return read_page(content, content_type, URL, load_attachment=(files or {}).get)


@pytest.fixture
def with_table(paragraphs: tuple[str, ...]) -> list[str]:
    return [*paragraphs[:3], "收案\t58件", *paragraphs[3:]]


def test_the_first_readable_attachment_is_the_body_of_a_page_without_one(
    paragraphs: tuple[str, ...], with_table: list[str]
) -> None:
    links = '<p><a href="a.pdf">报告.pdf</a></p><p><a href="/f/b.docx">报告.docx</a></p>'
    files = {
        "http://www.qinghe.example/doc/a.pdf": b"%PDF-1.4",
        "http://www.qinghe.example/f/b.docx": docx_bytes(paragraphs),
    }
    reading = read(covering_page(links), files)
    assert reading.document.body_text.split("\n") == with_table
    assert (reading.document.body_method, reading.document.title) == ("attachment", TITLE)
    assert reading.body_url == "http://www.qinghe.example/f/b.docx"
    assert [(each.code, each.detail) for each in reading.findings] == [
        ("page.unreadable_attachment", "http://www.qinghe.example/doc/a.pdf")
    ]
    assert reading.document.header.source == "县司法局"


def test_a_docx_is_read_like_a_page(paragraphs: tuple[str, ...], with_table: list[str]) -> None:
    reading = read(docx_bytes(paragraphs), content_type="application/octet-stream")
    assert reading.document.title == TITLE
    assert reading.document.body_text.split("\n") == with_table


def bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b" " * 30_000_000)
    return stream.getvalue()


def not_word() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", b"<w:document")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"), [(bomb(), "refused"), (not_word(), "can be read"), (not_word()[:60], "can be read")]
)
def test_a_damaged_docx_or_a_bomb_is_a_named_error(content: bytes, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        read(content)
    assert URL in caught.value.message
    page = covering_page('<p><a href="b.docx">报告.docx</a></p>')
    with pytest.raises(EmptyBodyError, match=r"报告\.docx"):
        read(page, {"http://www.qinghe.example/doc/b.docx": content})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body></body></html>",
        covering_page(""),
        covering_page('<p><a href="x.docx">x.docx</a></p>', ""),
        b"<div>" * 100_000 + "全文。".encode(),
    ],
)
def test_a_page_without_a_body_is_a_named_error(content: bytes) -> None:
    with pytest.raises(EmptyBodyError) as caught:
        read(content)
    assert URL in caught.value.message
    assert caught.value.remedy


def test_a_short_page_is_a_document_where_nothing_is_linked() -> None:
    assert read(covering_page("", "本局2022年未制发规范性文件。")).document.body_text == "本局2022年未制发规范性文件。"


def test_a_short_notice_is_not_replaced_by_its_annex(paragraphs: tuple[str, ...]) -> None:
    text = "经研究，决定开展督察，现将有关事项通知如下。</p><p>一、内容。</p><p>请各单位按时报送，逾期不予受理。"
    content = covering_page('<p><a href="b.docx">附件1：督察表.docx</a></p>', text)
    reading = read(content, {"http://www.qinghe.example/doc/b.docx": docx_bytes(paragraphs)})
    assert reading.document.body_text.split("\n") == text.split("</p><p>")
    assert (reading.body_url, reading.findings) == (None, ())


def test_bytes_that_are_no_text_are_undecodable() -> None:
    with pytest.raises(UndecodableError):
        read(b"\x00\x01\xff\xfe\x00\x00\x00\rIHDR")


@pytest.mark.parametrize(
    ("url", "listed", "expected"),
    [
        ("http://h/art/2023/1/18/art_1_2.html", None, (date(2023, 1, 18), "url")),
        ("http://h/zwgk/202301/t20230118_99.html", None, (date(2023, 1, 18), "url")),
        ("http://h/zhengce/2023-01/18/content_5.htm", None, (date(2023, 1, 18), "url")),
        ("http://h/zwgk/2023/0118/12.html", None, (date(2023, 1, 18), "url")),
        ("http://h/web/bg/2023011815304756789/index.shtml", None, (date(2023, 1, 18), "url")),
        ("http://h/bg/20231318/12.html", None, (None, None)),
        ("http://h/art/1970/1/1/art_1_2.html", None, (None, None)),
        ("http://h/art/2023/1/18/art_1_2.html", date(2023, 1, 17), (date(2023, 1, 17), "listing")),
        ("http://h/post_20230118.html", None, (None, None)),
    ],
)
def test_a_page_that_states_no_date_takes_the_listing_s_or_the_address_s(
    url: str, listed: date | None, expected: tuple[date | None, str | None], paragraphs: tuple[str, ...]
) -> None:
    text = "\n".join([TITLE, *paragraphs]).encode()
    header = read_page(text, "text/plain", url, published_listed=listed).document.header
    assert (header.published_on, header.published_by) == expected


def test_the_listed_title_serves_where_the_page_has_none(paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    reading = read_page(f"<body>{body}</body>".encode(), "text/html", URL, title_listed=TITLE)
    assert reading.document.title == TITLE


def test_links_to_documents_are_absolute_and_named_once(paragraphs: tuple[str, ...]) -> None:
    links = (
        '<a href="../f/a.docx">附件一</a><a href="../f/a.docx">附件一</a><a href="javascript:x(\'a.pdf\')">b.pdf</a>'
        '<a href="/down.jsp?file=%E6%8A%A5%E5%91%8A.wps">附件二</a><a href="http://[/c.pdf">坏</a>'
        '<a href="p.html">页</a>'
        '<iframe src="/scan.pdf"></iframe>'
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    attachments = read(f'<body><div id="zoom">{body}{links}</div></body>'.encode()).document.attachments
    assert [(each.url, each.name) for each in attachments] == [
        ("http://www.qinghe.example/f/a.docx", "附件一"),
        ("http://www.qinghe.example/down.jsp?file=%E6%8A%A5%E5%91%8A.wps", "附件二"),
        ("http://www.qinghe.example/scan.pdf", ""),
    ]


def reads_or_names_its_error(content: bytes, content_type: str) -> None:
    try:
        document = read_page(content, content_type, URL).document
    except PageError as error:
        assert error.message
        return
    assert document.body_text.strip()


@settings(deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["text/html", "text/plain", "application/msword", ""]))
def test_any_bytes_give_a_document_or_a_named_error(content: bytes, content_type: str) -> None:
    reads_or_names_its_error(content, content_type)


ELEMENTS = st.sampled_from(
    ["p", "div", "div id=zoom", "table", "tr", "td", "dd", "h1", "a href=a.docx", "select", "title"]
)
WORDS = st.sampled_from(
    ["发布日期：", "2023-01-18", "来源：", "文 号：", "县司法局。", "一、", "附件：a.docx", "报告", "【", "】"]
)
ODDITIES = st.sampled_from(
    ["<br>", "<!--startprint-->", "<script>", "</script>", "&nbsp;", "\x1e", "\x1f", "\n", "\t", "<"]
)
TAGS = ELEMENTS.flatmap(lambda name: st.sampled_from([f"<{name}>", f"</{name.split()[0]}>"]))
PIECES = TAGS | WORDS | ODDITIES


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_markup_gives_a_document_or_a_named_error(pieces: list[str]) -> None:
    reads_or_names_its_error("".join(pieces).encode(), "text/html; charset=utf-8")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_lines_give_a_document_or_a_named_error(pieces: list[str]) -> None:
    reads_or_names_its_error("\n".join(pieces).encode(), "text/plain; charset=utf-8")


def test_a_letter_s_signature_dates_what_it_sends_out(paragraphs: tuple[str, ...]) -> None:
    letter = ["各乡镇人民政府：", "现将工作要点印发给你们，请认真贯彻执行。", "青禾县司法局", "2023年1月12日"]
    plan = [
        *paragraphs,
        *(f"（{n}）组织开展案卷评查，评查结果全县通报。" for n in "一二三四五"),
        "施行日期2023年3月1日",
    ]
    reading = read_page("\n".join([TITLE, *letter, *plan]).encode(), "text/plain", "file:a.txt")
    header = reading.document.header
    assert (header.written_on, header.written_by) == (date(2023, 1, 12), "signature")
    assert reading.document.body_text.split("\n") == [*letter, *plan]
