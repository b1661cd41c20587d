"""The address that a saved page states."""

from __future__ import annotations

import pytest

from extract.errors import UndecodableError
from extract.page.address import page_address

URL = "http://www.example.gov.cn/art/1.html"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (f'<link rel="canonical" href="{URL}">', URL),
        (f'<meta name="Url" content=" {URL} ">', URL),
        (f'<meta property="og:url" content="{URL}">', URL),
        (f'<meta name="Url" content="http://b.example/"><link rel="canonical" href="{URL}">', URL),
        ('<link rel="canonical" href="/art/1.html">', None),
        (f'<link rel="canonical" href="/art/1.html"><meta name="url" content="{URL}">', URL),
        ('<meta name="Url" content="">', None),
        (f'<meta name="SiteUrl" content="{URL}">', None),
        ("", None),
    ],
)
def test_the_head_names_the_address(head: str, address: str | None) -> None:
    assert page_address(f"<html><head>{head}</head><body>页</body></html>".encode()) == address


def test_an_encoding_is_no_obstacle() -> None:
    page = f'<head><meta charset="gb2312"><title>镕</title><meta name="Url" content="{URL}"></head>'
    assert page_address(page.encode("gb18030")) == URL


def test_bytes_that_are_no_text_have_none() -> None:
    with pytest.raises(UndecodableError):
        page_address(b"\xff\xfe\xff\x00\x81")
