"""The server: what it answers, with which headers, and the same bytes every time."""

from __future__ import annotations

import io
import subprocess
import sys

import docx
import pytest
import requests

from demo.families.hanweb import LISTED_YET_GONE
from demo.portal import Portal
from demo.truth import neighbours, truth

SECONDS = 10


def get(portal: Portal, path: str, **headers: str) -> requests.Response:
    return requests.get(portal.base_url + path, headers=headers, timeout=SECONDS)


@pytest.mark.parametrize("page", [*truth(), *neighbours()], ids=lambda page: page.path)
def test_every_page_answers_with_its_title_and_the_same_bytes_again(portal: Portal, page) -> None:
    first, second = get(portal, page.path), get(portal, page.path)
    assert first.status_code == 200
    assert page.title in first.content.decode("gb18030" if "gb2312" in first.headers["Content-Type"] else "utf-8")
    assert first.content == second.content


@pytest.mark.parametrize("path", ["/nowhere.html", LISTED_YET_GONE[0], "/gkmlpt/content/9/9102/post_9102999.html"])
def test_an_unknown_path_is_a_404_page(portal: Portal, path: str) -> None:
    answer = get(portal, path)
    assert answer.status_code == 404
    assert "不存在" in answer.text


def test_robots_allows_the_listings_without_a_crawl_delay(portal: Portal) -> None:
    text = get(portal, "/robots.txt").text
    assert "Allow: /" in text
    assert "Crawl-delay" not in text


def test_an_unchanged_page_is_a_304_without_a_body(portal: Portal) -> None:
    path = truth()[0].path
    first = get(portal, path)
    again = get(portal, path, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    assert get(portal, path, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_head_request_has_the_headers_of_the_page_and_no_body(portal: Portal) -> None:
    path = truth()[0].path
    head = requests.head(portal.base_url + path, timeout=SECONDS)
    assert head.headers["Content-Length"] == str(len(get(portal, path).content))
    assert head.content == b""


def test_requests_are_counted_by_path(portal: Portal) -> None:
    before = portal.requests["/robots.txt"]
    get(portal, "/robots.txt?again=1")
    assert portal.requests["/robots.txt"] == before + 1


def test_two_portals_serve_the_same_pages(portal: Portal) -> None:
    with Portal() as other:
        for report in truth():
            assert get(portal, report.path).content == get(other, report.path).content


def test_the_old_page_declares_gb2312_and_holds_more() -> None:
    report = next(report for report in truth() if report.form == "gbk")
    with Portal() as portal:
        answer = get(portal, report.path)
    assert b"charset=gb2312" in answer.content
    for encoding in ("utf-8", "gb2312"):
        with pytest.raises(UnicodeDecodeError):
            answer.content.decode(encoding)
    assert "东碶闸" in answer.content.decode("gb18030")


def test_the_attached_word_file_holds_the_whole_body(portal: Portal) -> None:
    report = next(report for report in truth() if report.attachment)
    page = get(portal, report.path).text
    assert "详见附件" in page
    assert f'href="./{report.attachment.rsplit("/", 1)[1]}"' in page
    assert report.facts[0].shown not in page
    answer = get(portal, report.attachment)
    paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert paragraphs == [report.title, *report.body_text.split("\n")]
    assert get(portal, report.attachment).content == answer.content


def test_word_markup_cuts_numbers_up(portal: Portal) -> None:
    reports = [report for report in truth() if report.form == "word"]
    assert reports
    for report in reports:
        page = get(portal, report.path).content.decode()
        assert 'class="MsoNormal"' in page
        long = [fact.shown for fact in report.facts if fact.shown[:2].isdigit()]
        assert long
        assert not [shown for shown in long if shown in page.split("article-content")[-1].split("bt_content")[-1]]


def test_the_command_prints_its_address_and_serves() -> None:
    process = subprocess.Popen([sys.executable, "-m", "demo", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        assert requests.get(f"{base_url}/robots.txt", timeout=SECONDS).status_code == 200
    finally:
        process.terminate()
        process.wait(SECONDS)
