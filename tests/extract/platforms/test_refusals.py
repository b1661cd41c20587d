"""Answers that are not a platform's own are errors that name the page."""

from __future__ import annotations

import pytest

from extract.errors import FazhiError, ListingError, SelectorError
from extract.platforms import PLATFORMS
from extract.platforms.base import Request

HOME = "<html><body><p>网站维护中</p></body></html>"
LOGIN = "<html><body><form action='/login'><a href='/forgot.shtml'>忘记密码</a></form></body></html>"
API = "http://a.example/gkmlpt/api/all/5?page=1&sid=1"
COLUMN = "http://a.example/col/col1/index.html"
UNIT = "http://a.example/api-gateway/jpaas-publish-server/front/page/build/unit?pageId=1"
UNITS = "<div queryData=\"{'tagId':'导航'}\"></div><div queryData=\"{'tagId':'页脚'}\"></div>"
SEARCH = "http://a.example/was5/web/search?channelid=1"
LABEL = "http://a.example/site/label/8888?labelName=publicInfoList"
STORE = "<datastore><recordset>{}</recordset></datastore>"


@pytest.mark.parametrize(
    ("platform", "url", "text", "error", "says"),
    [
        ("hanweb", COLUMN, HOME, ListingError, "0 <datastore> elements, 1 expected"),
        ("hanweb", COLUMN, STORE * 2, ListingError, "2 <datastore> elements"),
        (
            "hanweb",
            COLUMN,
            STORE.format("<record><![CDATA[<li>暂无</li>]]></record>"),
            SelectorError,
            "no element matches 'a[href]'",
        ),
        ("beijing", "http://a.example/qzf/fz/index.html", HOME, SelectorError, "no link leads to an article"),
        ("shanghai", "http://a.example/a-cms/website/a/fz/List/config.js", HOME, ListingError, "no PageCount"),
        ("shanghai", "http://a.example/a-cms/website/a/fz/List/list_0.htm", HOME, ListingError, "no link to content/"),
        ("jhtml", "http://a.example/c/www/fz.jhtml", HOME, SelectorError, "no link leads to an article"),
        ("generic", "http://a.example/fz/", HOME, ListingError, "no rows of links"),
        ("trs", "http://a.example/fz/", HOME, SelectorError, "no link leads to an article"),
        ("nfcms", "http://a.example/fz/index_2.html", HOME, SelectorError, "no link leads to an article"),
        ("hunan", "http://a.example/37584/", HOME, SelectorError, "no link leads to an article"),
        ("hexmon", "http://a.example/fz/list.shtml", HOME, SelectorError, "no link leads to an article"),
        ("schex", "http://a.example/10462/fzzfjs/", LOGIN, SelectorError, "no link leads to an article"),
        ("hanweb_jpaas", COLUMN, HOME, ListingError, "0 building units for the list, 1 expected; the page has none"),
        (
            "hanweb_jpaas",
            COLUMN,
            UNITS,
            ListingError,
            "2 building units for the list, 1 expected; the page has 导航, 页脚",
        ),
        ("hanweb_jpaas", f"{COLUMN}#信息列表", UNITS, ListingError, "0 building units for the list"),
        ("hanweb_jpaas", UNIT, HOME, ListingError, "not JSON"),
        ("hanweb_jpaas", UNIT, '{"success": false, "data": {}}', ListingError, "no data.html"),
        ("was5", SEARCH, HOME, ListingError, "neither XML records nor JSON"),
        ("was5", SEARCH, '{"docs": [{"title": "", "url": "/a.htm"}]}', ListingError, "has no address or no title"),
        ("boda", "http://a.example/fzjs.htm", HOME, SelectorError, "no link leads to an article"),
        ("lonsun", "http://a.example/public/column/7?catId=1", HOME, ListingError, "no row, no label that has some"),
        ("lonsun", LABEL, LOGIN, ListingError, "no row, no label that has some"),
        ("gkmlpt", "http://a.example/gkmlpt/index#5", HOME, ListingError, "no SID in window._CONFIG"),
        ("gkmlpt", API, HOME, ListingError, "not JSON"),
        (
            "gkmlpt",
            API,
            '{"code": 1}',
            ListingError,
            "no list of articles",
        ),
        (
            "gkmlpt",
            API,
            '{"articles": [{"id": 7, "title": ""}]}',
            ListingError,
            "article 7 has no address or no title",
        ),
    ],
)
def test_another_page_than_the_platforms_names_itself(
    platform: str, url: str, text: str, error: type[FazhiError], says: str
) -> None:
    with pytest.raises(error) as raised:
        PLATFORMS[platform].read(Request(url), text)
    assert url in raised.value.message
    assert says in raised.value.message
    assert raised.value.remedy


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("platform", [name for name in PLATFORMS if name not in ("gkmlpt", "hanweb", "was5")])
@pytest.mark.parametrize("form", ['{{"html": "{}"}}', "[{}]", "<?xml version='1.0'?><list>{}</list>"])
def test_data_is_no_page_whatever_stands_in_it(platform: str, form: str) -> None:
    text = form.format("<li><a href='/info/1031/1593.htm'>甲县2023年法治政府建设年度报告</a>2024-03-01</li>")
    with pytest.raises((ListingError, SelectorError)):
        PLATFORMS[platform].read(Request("http://a.example/fz/"), text)


@pytest.mark.parametrize("platform", ["trs", "generic"])
def test_a_page_of_xhtml_is_a_page(platform: str) -> None:
    row = "<li><a href='202403/t20240329_501.html'>甲县2023年法治政府建设年度报告</a>2024-03-01</li>"
    text = f"<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n<html><body><ul>{row}</ul></body></html>"
    assert len(PLATFORMS[platform].read(Request("http://a.example/fz/"), text).entries) == 1


@pytest.mark.parametrize("url", ["http://a.example/gkmlpt/index", "http://a.example/fz/#5"])
def test_a_gkmlpt_listing_without_catalogue_or_category_is_refused(url: str) -> None:
    with pytest.raises(ListingError, match="no catalogue and category"):
        PLATFORMS["gkmlpt"].first(url)


@pytest.mark.parametrize("url", ["http://a.example/was5/web/search?page=1", "http://a.example/fz/?channelid=1"])
def test_a_was5_listing_without_search_or_channel_is_refused(url: str) -> None:
    with pytest.raises(ListingError, match="no search and channelid"):
        PLATFORMS["was5"].first(url)


@pytest.mark.parametrize(
    "listing_url",
    [
        "https://a.example/a-cms/website/a/fz/",
        "https://a.example/a-cms/website/a/fz",
        "https://a.example/a-cms/website/a/fz/List/list_0.htm",
    ],
)
def test_any_address_of_a_shanghai_column_begins_with_its_count(listing_url: str) -> None:
    assert PLATFORMS["shanghai"].first(listing_url).url == "https://a.example/a-cms/website/a/fz/List/config.js"


def test_a_shanghai_listing_without_column_is_refused() -> None:
    with pytest.raises(ListingError, match="no column in this address"):
        PLATFORMS["shanghai"].first("https://a.example/xxgk/")
