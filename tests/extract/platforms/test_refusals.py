"""Answers that are not a platform's own are errors that name the page."""

from __future__ import annotations

import pytest

from extract.errors import FazhiError, ListingError, SelectorError
from extract.platforms import PLATFORMS
from extract.platforms.base import Request

HOME = "<html><body><p>网站维护中</p></body></html>"
API = "http://a.example/gkmlpt/api/all/5?page=1&sid=1"
COLUMN = "http://a.example/col/col1/index.html"
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
        ("trs", "http://a.example/fz/", HOME, SelectorError, "no element matches"),
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


@pytest.mark.parametrize("url", ["http://a.example/gkmlpt/index", "http://a.example/fz/#5"])
def test_a_gkmlpt_listing_without_catalogue_or_category_is_refused(url: str) -> None:
    with pytest.raises(ListingError, match="no catalogue and category"):
        PLATFORMS["gkmlpt"].first(url)
