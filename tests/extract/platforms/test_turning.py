"""Rows of examples: what pagers show, what their script says, and where they lead on."""

from __future__ import annotations

import pytest

from extract.html import soup
from extract.platforms.page_script import script_in
from extract.platforms.turning import next_request

SITE = "http://a.example"
URL = f"{SITE}/fz/index_3.html"


def leads_on(pager: str, url: str) -> str | None:
    text = f"<html><body><div class='p'>{pager}</div></body></html>"
    following = next_request(soup(text), text, url)
    return following.url if following else None


@pytest.mark.parametrize(
    ("pager", "leads"),
    [
        ("<a href='index_4.html'>下一页</a>", "index_4.html"),
        ("<a href='index_4.html'>[后页]</a>", "index_4.html"),
        ("<a href='index_4.html'>下页 &gt;&gt;</a>", "index_4.html"),
        ("<a href='index_4.html'>Next</a>", "index_4.html"),
        ("<a href='index_4.html'>&gt;</a>", "index_4.html"),
        ("<a href='index_9.html'>&gt;&gt;</a>", None),
        ("<a href='index_4.html' title='下一页'><img src='r.gif'></a>", "index_4.html"),
        ("<a href='#'>下一页</a>", None),
        ("<a href='index_3.html'>下一页</a>", None),
        ("<a>下一页</a>", None),
        ("<a tagname='/fz/5b1f-4.html' onclick='turn(this)'>下一页</a>", "5b1f-4.html"),
        ("<a tagname='[NEXTPAGE]'>下一页</a>", None),
        ("<a href='javascript:location=\"index_4.html\"'>下一页</a>", "index_4.html"),
        ("<a href='javascript:;' onclick=\"location.href=encodeURI('index_4.html')\">下一页</a>", "index_4.html"),
        (
            "<a href='index_2.html'>2</a><b>3</b><a href='index_4.html'>4</a><a href='index_5.html'>5</a>",
            "index_4.html",
        ),
        ("<a href='index_2.html'>2</a><a href='index_3.html'>3</a><a href='index_4.html'>4</a>", "index_4.html"),
        ("<li><a href='index_2.html'>2</a></li><li>3</li><li><a href='index_4.html'>4</a></li>", "index_4.html"),
        ("<a href='index_2.html'>2</a><span>[3]</span>", None),
        ("共<b>4</b>页 <a href='index_2.html'>2</a> <b>3</b>", None),
        ("<a href='2022.html'>2022</a><b>2023</b><a href='2024.html'>2024</a>", None),
        ("<script>createPageHTML(5, 3, 'index', 'html');</script>", "index_4.html"),
        ("<script>createPageHTML(4, 3, 'index', 'html');</script>", None),
        ("<script>createPageHTML('box', 4, 3, 'index', 'html', 70);</script>", "index_4.html"),
        ("<script>createPageHTML('box', 3, 3, 'index', 'html', 70);</script>", None),
    ],
)
def test_the_next_page(pager: str, leads: str | None) -> None:
    assert leads_on(pager, URL) == (f"{SITE}/fz/{leads}" if leads else None)


@pytest.mark.parametrize(
    ("path", "script", "second", "following"),
    [
        ("/fz/", "createPageHTML(3, 0, 'index', 'html')", 1, "/fz/index_1.html"),
        ("/fz/index_1.html", 'createPageHTML(3,1,"index","html")', 1, "/fz/index_2.html"),
        ("/fz/index_2.html", 'createPageHTML(3,2,"index","html")', 1, None),
        ("/fz/index.html", 'createPageHTML(1,0,"index","html")', 1, None),
        ("/fz/list.shtml", "createPageHTML('page_div',2, 1,'list','shtml',21)", 2, "/fz/list_2.shtml"),
        ("/fz/list_2.shtml", "createPageHTML('page_div',2, 2,'list','shtml',21)", 2, None),
        ("/fz/list.shtml", "createPageHTML('page_div',1, 1,'list','shtml',5)", 2, None),
        ("/fz/list.shtml", "createPageHTML('page_div',0, 1,'list','shtml',0)", 2, None),
    ],
)
def test_a_script_counts_the_pages(path: str, script: str, second: int, following: str | None) -> None:
    counted = script_in(f"function createPageHTML(_nCount, _nHere) {{}} {script}")
    assert counted is not None
    assert counted.following(SITE + path, second) == (following and SITE + following)


@pytest.mark.parametrize(
    ("path", "pager", "following"),
    [
        ("/fz/", "<a href='index_2.html'>下一页</a>", "/fz/index_2.html"),
        ("/fz/", "<a href='index_2.html'>[ 下页 ]</a>", "/fz/index_2.html"),
        ("/fz/", "<a href='index_2.html' title='下一页'><img></a>", "/fz/index_2.html"),
        ("/fz/", "<a href='index_9.html'>&gt;&gt;</a><a href='index_2.html'>&gt;</a>", "/fz/index_2.html"),
        ("/fz/", "<a href='?page=2'>下一页&gt;</a>", "/fz/?page=2"),
        ("/fz/index_2.html", "<a href='index_3.html'>3</a><a href='index_1.html'>1</a>", "/fz/index_3.html"),
        ("/fz/index_3.html", "<a href='index_3.html'>下一页</a>", None),
        ("/fz/", "<a href='index.html'>下一页</a>", None),
        ("/fz/index_3.html", "<a href='index_2.html'>下一页</a>", None),
        ("/fz/", "<a href='javascript:void(0)'>下一页</a>", None),
        ("/fz/", "<a href='index_7.html'>尾页</a>", None),
        ("/fz/", "<a href='/gs/index_2.html'>2</a>", None),
        ("/fz/", "<a href='index_2.html'>[后页]</a>", "/fz/index_2.html"),
        ("/fz/", "<a href='index_2.html'>下 <i>一页</i></a>", "/fz/index_2.html"),
        ("/fz/index_3.html", "<a tagname='/fz/index_2.html'>下一页</a>", None),
        ("/fz/index_3.html", "<a href='javascript:;' onclick=\"location.href='index_1.html'\">下一页</a>", None),
        ("/fz/index_3.jhtml", "<a href='index_2.jhtml'>下一页</a>", None),
        ("/fz/index_3.html", "<a href='./'>下一页</a>", None),
        ("/fz/index_3.html", "<a href='index_2.html'>2</a> <b>1</b>", None),
        ("/fz/?c=7&page=3", "<a href='?page=2&c=7'>下一页</a>", None),
        ("/fz/?c=7&page=3", "<a href='?c=7'>下一页</a>", None),
        ("/fz/?c=7&page=3", "<a href='?page=4&c=7'>下一页</a>", "/fz/?page=4&c=7"),
        ("/fz/?c=7", "<a href='?c=7&page=2'>下一页</a>", "/fz/?c=7&page=2"),
        ("/fz/?c=gz&page=9", "<a href='?c=gk&page=1'>下一页</a>", "/fz/?c=gk&page=1"),
        ("/fz/3.htm", "<a href='2.htm'>下页</a>", "/fz/2.htm"),
    ],
)
def test_links_lead_to_the_next_page(path: str, pager: str, following: str | None) -> None:
    assert leads_on(pager, SITE + path) == (following and SITE + following)
