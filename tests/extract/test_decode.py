from __future__ import annotations

import codecs
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.decode import decode
from extract.errors import UndecodableError

TEXT = "本县全年共办理行政复议案件五十八件，其中镕铸、堃等少见字也在其中。"
TRADITIONAL = "本縣全年共辦理行政覆議案件五十八件，均已依法審結，並向社會公開。"


def page(charset: str, text: str = TEXT) -> str:
    return f'<html><head><meta charset="{charset}"><title>年度报告</title></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("declared", "real", "expected"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "gb18030", "gb18030"),
        ("gbk", "utf-8", "utf-8"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gbk", "gb18030"),
        ("gb2312", "utf-16-le", "utf-16-le"),
        ("gb2312", "utf-16-be", "utf-16-be"),
        ("gb2312", "utf-16", "utf-16"),
        ("iso-8859-1", "gbk", "gb18030"),
        ("no-such-charset", "gbk", "gb18030"),
        ("unicode_escape", "utf-8", "utf-8"),
        ("base64", "utf-8", "utf-8"),
    ],
)
def test_the_bytes_decide_where_they_contradict_the_declaration(declared: str, real: str, expected: str) -> None:
    text = page(declared)
    got = decode(text.encode(real))
    assert got.text == text
    assert got.encoding == expected


@pytest.mark.parametrize("declared", ["big5", "utf-8", "gb2312"])
def test_big5_is_found_whatever_is_declared(declared: str) -> None:
    text = page(declared, TRADITIONAL * 3).replace("年度报告", "年度報告")
    got = decode(text.encode("big5"))
    assert (got.text, got.encoding) == (text, "big5hkscs")


def test_the_http_header_counts_where_the_page_is_silent() -> None:
    got = decode(TEXT.encode("gb18030"), "text/html; charset=GB2312")
    assert (got.text, got.encoding, got.declared) == (TEXT, "gb18030", "gb2312")


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8 + TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("utf-32")])
def test_a_byte_order_mark_wins_and_is_no_part_of_the_text(bom: bytes) -> None:
    assert decode(bom, "text/html; charset=gbk").text == TEXT


def test_gbk_that_happens_to_be_valid_utf8_is_read_as_declared() -> None:
    assert decode("联通".encode("gbk"), "text/plain; charset=gbk").text == "联通"


def test_the_text_is_nfc() -> None:
    assert decode("cafe\u0301 报告".encode()).text == "café 报告"


def test_an_ascii_page_is_text() -> None:
    assert decode(b"<html></html>").text == "<html></html>"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        zlib.compress(TEXT.encode() * 50),
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
        bytes(range(256)) * 4,
        TEXT.encode()[:-1] + b"\xff\xff",
    ],
)
def test_what_is_no_text_raises(content: bytes) -> None:
    with pytest.raises(UndecodableError, match="the bytes are text in none of"):
        decode(content)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_without_replacement_or_a_named_error(content: bytes) -> None:
    try:
        text = decode(content).text
    except UndecodableError:
        return
    assert "\ufffd" not in text or "\ufffd".encode() in content or b"\x84\x31\xa4\x37" in content
    assert "\x00" not in text
