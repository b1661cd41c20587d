"""The address under which an answer is archived."""

from __future__ import annotations

import pytest

from extract.collect.warc import address_of


@pytest.mark.parametrize(
    ("url", "form", "address"),
    [
        ("http://a.example/p.jsp", None, "http://a.example/p.jsp"),
        ("http://a.example/p.jsp", (("名", "法"),), "http://a.example/p.jsp?__wb_method=POST&%E5%90%8D=%E6%B3%95"),
        ("http://a.example/p.jsp?x=1", (("page", "2"),), "http://a.example/p.jsp?x=1&__wb_method=POST&page=2"),
    ],
)
def test_the_pages_of_a_form_stay_apart(url: str, form: tuple[tuple[str, str], ...] | None, address: str) -> None:
    assert address_of(url, form) == address
