"""Rows of examples: listings of plain pages, and the addresses by which their families are told apart."""

from __future__ import annotations

import pytest

from extract.platforms import PLATFORMS
from extract.platforms.base import Request

SITE = "http://a.example"
DIGEST = "50bc2b59e5b04cd39ea66751c939b58d"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("nfcms", "/zwgk/fzzfjs/content/post_8758515.html"),
        ("nfcms", "/xxgk/content/mpost_8540324.html"),
        ("gkmlpt", "/qyqcdc/gkmlpt/content/1/1662/post_1662219.html"),
        ("hunan", "/37584/38152/66314/66315/content_2048080.html"),
        ("hunan", "/rsks/71684/content_472965.html"),
        (None, "/zhengce/202408/content_6965884.htm"),
        (None, "/epaper/html/2020-05/12/content_18811.html"),
        ("hexmon", f"/zbxzf/xzfwj/202404/{DIGEST}.shtml"),
        ("schex", f"/10462/fzzfjs/2023/3/30/{DIGEST}.shtml"),
        ("schex", "/10462/10464/2015/3/25/10330618.shtml"),
        (None, "/csrc/c106256/c1653948/content.shtml"),
        ("trs", "/sfxz/bmfb/202103/t20210331_3440741.shtml"),
    ],
)
def test_articles_are_told_by_their_address(name: str | None, path: str) -> None:
    assert [each for each, platform in PLATFORMS.items() if platform.recognise(SITE + path, "")] == [name] * bool(name)


@pytest.mark.parametrize(
    ("path", "link", "is_listing"),
    [
        ("/fz/", f"/a/202404/{DIGEST}.shtml", True),
        ("", f"/a/202404/{DIGEST}.shtml", True),
        ("/fz/zlist_3.shtml", f"./202404/{DIGEST}.shtml", True),
        ("/fz/", f"http://b.example/a/202404/{DIGEST}.shtml", False),
        ("/info/1031/1593.htm", f"/a/202404/{DIGEST}.shtml", False),
        ("/fz/t20240328_10001.html", f"/a/202404/{DIGEST}.shtml", False),
        ("/fz/", "/a/202404/index.shtml", False),
    ],
)
def test_a_listing_is_told_by_the_articles_of_its_own_site(path: str, link: str, is_listing: bool) -> None:
    page = f"<p><A class=x HREF = '{link}'>报告</A></p>"
    assert PLATFORMS["hexmon"].recognise(SITE + path, page) == is_listing


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("trs", "<a href='./202403/t20240329_5001.html'>报告</a>"),
        ("trs", "<a href='/zwgk_28985/'>政务公开</a>"),
        ("nfcms", "<a href='content/post_8758515.html'>报告</a>"),
        ("hunan", "<a href='/37584/38152/content_2048080.html'>报告</a>"),
    ],
)
def test_families_that_share_a_script_are_told_by_their_articles(name: str, rows: str) -> None:
    page = f"<ul><li>{rows}</li></ul><script>createPageHTML(1, 0, 'index', 'html')</script>"
    assert [each for each, platform in PLATFORMS.items() if platform.recognise(f"{SITE}/fz/", page)] == [name]


@pytest.mark.parametrize("words", ["暂无相关信息", "该栏目暂无内容！", "没有数据", "共 0 条记录"])
def test_a_listing_may_say_that_it_is_empty(words: str) -> None:
    page = PLATFORMS["nfcms"].read(Request(f"{SITE}/fz/"), f"<ul class='list'></ul><div>{words}</div>")
    assert (page.entries, page.next_request) == ((), None)
