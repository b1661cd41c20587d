"""Which reader a file is given to, archives of files, and input of any kind."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import PageError
from extract.page.files.kinds import OLE, is_word_markup, kind_of_file
from extract.page.files.likeness import by_likeness
from extract.page.files.reader import read_file

from .sheets import Text, ofd, pdf
from .test_doc import CONTENT as DOC
from .words import report

TITLE = "青禾县2022年法治政府建设情况报告"
SENTENCE = "全年编制目录一份，列入事项七项，逐项审查。"
DOCX = report([TITLE, SENTENCE])


def packed(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """A .zip; with `gbk`, its names are as Windows of our country packs them, without a mark of their encoding."""
    stream = io.BytesIO()
    names = {name: f"{at:0{len(name.encode('gbk'))}}" if gbk else name for at, name in enumerate(files)}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(names[name], content)
    made = stream.getvalue()
    for name, stand_in in names.items() if gbk else ():
        made = made.replace(stand_in.encode(), name.encode("gbk"))
    return made


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (DOCX, "docx"),
        (DOC, "doc"),
        (pdf([[]]), "pdf"),
        (b"\xef\xbb\xbf\r\n" + pdf([[]]), "pdf"),
        (ofd([[]]), "ofd"),
        (packed({"a.docx": DOCX}), "zip"),
        (packed({"xl/workbook.xml": b"<x/>"}), "xlsx"),
        (b"{\\rtf1", "rtf"),
        (b"Rar!\x1a\x07\x00", "rar"),
        (b"\x89PNG\r\n", "png"),
        (b"<p>%PDF-1.4</p>", None),
        ("一、做法".encode(), None),
        (b"", None),
    ],
)
def test_a_file_s_kind_is_told_by_its_bytes(content: bytes, kind: str | None) -> None:
    assert kind_of_file(content) == kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Rar!\x1a\x07\x00", "a .rar archive is not read"),
        (packed({"xl/workbook.xml": b"<x/>"}), "a spreadsheet is not read"),
        (b"\xff\xd8\xff\xe0", "a picture is not read"),
        (b"plain", "neither"),
        (packed({}), "neither"),
        (packed({"a.rar": b"Rar!\x1a\x07\x00"}), r"a\.rar: an archive in an archive"),
        (packed({"b.zip": packed({"a.docx": DOCX})}), r"b\.zip: an archive in an archive"),
        (packed({"a.docx": report([])}), r"a\.docx: holds no text"),
        (packed({"a.doc": DOC[:4000], "b.txt": b"x"}), r"a\.doc: .*b\.txt: neither"),
        (packed({"a.docx": b" " * 30_000_000}), "refused"),
        (packed({str(at): b"" for at in range(5_001)}), "refused"),
        (packed({"a.docx": DOCX})[:-30], "no .zip that can be read"),
    ],
)
def test_what_is_not_read_is_said_by_name(content: bytes, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        read_file(content, "附件.zip")
    assert "附件.zip" in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("gbk", [True, False])
def test_of_an_archive_the_file_that_is_named_like_the_title_is_read(gbk: bool) -> None:
    table = report(["法治政府建设统计表", "甲乙丙。"])
    content = packed({f"附件/1.{TITLE}统计表.docx": table, f"附件/{TITLE}.docx": DOCX, "c.docx": table}, gbk=gbk)
    assert [each.text for each in read_file(content, "附件.zip", TITLE).lines] == [TITLE, SENTENCE]
    assert [each.text for each in read_file(content, "附件.zip").lines] == ["法治政府建设统计表", "甲乙丙。"]


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (["附件1：统计表.docx", "附件2：青禾县2022年法治政府建设情况报告.pdf"], 1),
        (["青禾县2022年法治政府建设情况报告解读.docx", "2022年法治政府建设情况报告（定稿）.pdf"], 1),
        (["附件", "统计表.docx"], 0),
        (["报告.pdf", "报告.docx"], 0),
        (["青禾县2022年度政务公开工作报告.doc", "青禾县2022年法治政府建设工作情况报告.doc"], 1),
    ],
)
def test_files_named_like_the_title_come_first(names: list[str], first: int) -> None:
    assert by_likeness(names, TITLE, str)[0] == names[first]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><p>', True),
        ('<HTML xmlns:w="urn:schemas-microsoft-com:office:word">'.encode("utf-16"), True),
        (b"<html><title>404</title>", False),
        (b"urn:schemas-microsoft-com:office:word", False),
    ],
)
def test_markup_that_word_wrote_is_told_from_an_error_page(content: bytes, expected: bool) -> None:
    assert is_word_markup(content) is expected


def reads_or_names_its_error(content: bytes) -> None:
    try:
        lines = read_file(content, "报告.bin").lines
    except PageError as error:
        assert "报告.bin" in error.message
        return
    assert all(each.text for each in lines)


STARTS = st.sampled_from([b"PK\x03\x04", OLE, b"%PDF-1.7\n", b"{\\rtf", b"Rar!\x1a\x07", b""])


@settings(deadline=None)
@given(STARTS, st.binary(max_size=2_000))
def test_any_bytes_behind_a_mark_are_read_or_a_named_error(start: bytes, rest: bytes) -> None:
    reads_or_names_its_error(start + rest)


WHOLE = st.sampled_from(
    [DOCX, DOC, pdf([[Text(SENTENCE, 112, 110)]] * 2), ofd([[Text(SENTENCE, 112, 110)]]), packed({"a.doc": DOC})]
)


@settings(max_examples=300, deadline=None)
@given(
    WHOLE, st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=4)), max_size=12), st.floats(0.3, 1)
)
def test_a_damaged_file_is_read_or_a_named_error(
    content: bytes, changes: list[tuple[float, bytes]], kept: float
) -> None:
    damaged = bytearray(content)
    for share, with_what in changes:
        at = int(share * len(damaged))
        damaged[at : at + len(with_what)] = with_what
    reads_or_names_its_error(bytes(damaged[: max(8, int(kept * len(damaged)))]))
