"""WARC files of other programs, whole and cut off."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extract.collect.foreign import ForeignPage, begins_as_warc, foreign_pages
from extract.errors import ArchiveError

BODIES = [f"<html>{number}{'法治' * 40}</html>".encode() for number in range(3)]


def written(*, packed: bool, content_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "another"}))
    for number, body in enumerate(BODIES):
        answered = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        dated = {"WARC-Date": "2024-03-29T01:02:03Z"}
        url = f"http://a.example/{number}"
        writer.write_record(
            writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=answered, warc_headers_dict=dated)
        )
    return buffer.getvalue()


def read(path: Path) -> tuple[list[ForeignPage], bool]:
    """The pages before the end or the error, and whether there was one."""
    pages: list[ForeignPage] = []
    try:
        for page in foreign_pages(path):
            pages.append(page)  # noqa: PERF402 - what came before the error is wanted
    except ArchiveError:
        return pages, True
    return pages, False


@pytest.mark.parametrize("packed", [True, False])
def test_pages_have_their_address_time_type_and_body(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(written(packed=packed))
    pages, cut = read(path)
    assert not cut
    assert [page.body for page in pages] == BODIES
    assert pages[1].url == "http://a.example/1"
    assert pages[1].fetched_at.isoformat() == "2024-03-29T01:02:03+00:00"
    assert pages[1].content_type == "text/html; charset=utf-8"


@pytest.mark.parametrize(("content_type", "status"), [("image/png", "200 OK"), ("text/html", "404 Not Found")])
def test_other_answers_are_passed_over(content_type: str, status: str, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(written(packed=True, content_type=content_type, status=status))
    assert read(path) == ([], False)


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_cut_off_anywhere_gives_whole_pages_alone(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    whole = written(packed=packed)
    for length in range(1, len(whole), 7):
        path.write_bytes(whole[:length])
        pages, _ = read(path)
        assert [page.body for page in pages] == BODIES[: len(pages)]


def test_a_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(written(packed=True)[:-30])
    pages, cut = read(path)
    assert cut
    assert len(pages) == 2


@pytest.mark.parametrize(
    ("content", "is_warc"),
    [
        (written(packed=True), True),
        (written(packed=False), True),
        (written(packed=True)[:40], True),
        (gzip.compress(b"packed text"), False),
        (b"\x1f\x8bnot gzip", False),
        (b"text", False),
        (b"", False),
    ],
    ids=["packed", "plain", "cut", "other packed text", "no packed text", "text", "nothing"],
)
def test_a_warc_file_is_known_by_its_beginning(content: bytes, is_warc: bool, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(content)
    assert begins_as_warc(path) is is_warc


@pytest.mark.parametrize(
    "content",
    [
        b"plain text\n",
        gzip.compress(b"packed text\n"),
        b"\x1f\x8bnot gzip",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
    ],
)
def test_another_format_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="crawl"):
        list(foreign_pages(path))
