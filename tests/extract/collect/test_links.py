"""What a page belongs together with: further pages, and documents that it links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extract.collect.links import DOCUMENTS_MAX, belongings
from extract.collect.wire import Answer

BODY = ("#zoom",)
HOSTS = ("a.example",)


def document_links(answer: Answer) -> tuple[str, ...]:
    return tuple(each.url for each in belongings(answer, BODY, HOSTS) if each.role == "attachment")


def page(body: str | bytes, content_type: str = "text/html; charset=utf-8") -> Answer:
    content = body.encode() if isinstance(body, str) else body
    headers = (("Content-Type", content_type),)
    return Answer("http://a.example/fz/202403/t1.html", 200, "OK", headers, content, datetime.now(UTC))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ('<a href="./P02024.docx">附件</a>', "http://a.example/fz/202403/P02024.docx"),
        ('<a href="/file/报告.PDF">下载</a>', "http://a.example/file/报告.PDF"),
        ('<a href="/down.jsp?name=%E6%8A%A5.wps&id=3">下载</a>', "http://a.example/down.jsp?name=%E6%8A%A5.wps&id=3"),
        ('<a href="/down.jsp?id=3">附件：年度报告.ofd </a>', "http://a.example/down.jsp?id=3"),
        ('<a href="x.zip#top">附件</a>', "http://a.example/fz/202403/x.zip#top"),
        ('<a href="http://b.example/x.docx">附件</a>', None),
        ('<a href="x.html">年度报告</a>', None),
        ('<a href="x.docx.html">年度报告</a>', None),
        ('<a href="x.jpg">图</a>', None),
        ('<a href="http://[broken/x.docx">附件</a>', None),
        ("<a>附件.docx</a>", None),
    ],
)
def test_links_to_documents(link: str, address: str | None) -> None:
    found = document_links(page(f"<html><body><p>{link}</p></body></html>"))
    assert found == ((address,) if address else ())


def test_documents_of_the_body_come_first_once_each_and_not_too_many() -> None:
    menu = "".join(f'<a href="/guide{number}.pdf">指南</a>' for number in range(9))
    links = document_links(page(f'{menu}<div id="zoom"><a href="/own.doc">附件</a><a href="/own.doc">附件</a></div>'))
    assert len(links) == DOCUMENTS_MAX
    assert links[:2] == ("http://a.example/own.doc", "http://a.example/guide0.pdf")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b'%PDF-1.7 <a href="x.docx">', "application/pdf"), (b'\xff\xff\xff\x81<a href="x.docx">', "text/html")],
)
def test_what_is_no_readable_page_links_nothing(body: bytes, content_type: str) -> None:
    assert belongings(page(body, content_type), BODY, HOSTS) == ()


def test_further_pages_come_before_documents_and_keep_their_hosts() -> None:
    pager = "".join(f'<a href="t1_{number}.html">{number}</a>' for number in (2, 3))
    found = belongings(page(f'<div id="zoom">正文<a href="own.doc">附件</a></div>{pager}'), BODY, HOSTS)
    assert [(each.url.rpartition("/")[2], each.role) for each in found] == [
        ("t1_2.html", "part"),
        ("t1_3.html", "part"),
        ("own.doc", "attachment"),
    ]
    assert belongings(page(pager), BODY, ("b.example",)) == ()
