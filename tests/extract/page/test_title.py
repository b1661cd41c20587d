"""A `<title>` freed of the portal's name and its columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.page.document import PageReading
from extract.page.title import split_site


@pytest.mark.parametrize(
    ("whole", "site_name", "title"),
    [
        ("守住法治底线 打造服务型政府", None, "守住法治底线 打造服务型政府"),
        ("清理隐性壁垒 塑造开放新格局", None, "清理隐性壁垒 塑造开放新格局"),
        ("青禾县推进简政放权 青禾县人民政府", None, "青禾县推进简政放权"),
        ("青禾县推进简政放权 青禾县司法局", None, "青禾县推进简政放权"),
        ("青禾县推进简政放权 青禾政务网", None, "青禾县推进简政放权"),
        ("青禾县推进简政放权 清风青禾", "清风青禾", "青禾县推进简政放权"),
        ("守住法治底线 打造服务型政府_青禾县人民政府", None, "守住法治底线 打造服务型政府"),
        ("在青禾县执法监督会议上的讲话_县长之窗", None, "在青禾县执法监督会议上的讲话"),
        ("青禾县法治政府建设实施方案-图解", None, "青禾县法治政府建设实施方案-图解"),
        ("我县召开全体会议_第二次", None, "我县召开全体会议_第二次"),
    ],
)
def test_only_what_names_a_portal_or_a_column_is_cut(whole: str, site_name: str | None, title: str) -> None:
    assert split_site(whole, site_name)[0] == title


@pytest.mark.parametrize("shown", ["青禾县：春播备耕物资供应充足", "北岭镇：春播备耕物资供应充足"])
def test_a_shown_title_between_columns_is_the_page_s(
    shown: str, read_html: Callable[[str], PageReading], paragraphs: tuple[str, ...]
) -> None:
    whole = "青禾要闻-青禾县人民政府网-青禾县：春播备耕物资供应充足"
    body = f"<h1>{shown}</h1><div id=zoom>{''.join(f'<p>{text}</p>' for text in paragraphs)}</div>"
    markup = f"<html><head><title>{whole}</title></head><body>{body}</body></html>"
    assert read_html(markup).document.title == (shown if shown in whole else whole)
