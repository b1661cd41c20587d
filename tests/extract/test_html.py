from __future__ import annotations

import pytest

from extract.errors import SelectorError
from extract.html import exactly, one, parse, select, some, soup, walk


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("   ", ""),
        ("</p>", ""),
        ('<?xml version="1.0" encoding="gb2312"?><html><body>甲</body></html>', "甲"),
        ("<p>甲</p><p>乙", "甲乙"),
        ("甲\x00乙\x1f丙", "甲乙丙"),
        ("甲\ud83d乙", "甲乙"),
        ("<body>〈甲〉&lt;乙&gt;", "〈甲〉<乙>"),
    ],
)
def test_any_markup_is_a_tree_with_a_body(markup: str, text: str) -> None:
    body = parse(markup).body
    assert "".join(body.itertext()) == text


def test_a_closed_break_breaks_the_line() -> None:
    assert [node.tag for node in parse("甲</br>乙</BR />丙").body.iter("br")] == ["br", "br"]


def test_selected_elements_come_in_the_order_of_the_page() -> None:
    tree = parse('<div class="a" id="1"></div><p><span class="a" id="2"></span></p>')
    assert [node.get("id") for node in select(tree, ".a")] == ["1", "2"]


def test_a_walk_passes_over_what_skipped_elements_hold() -> None:
    seen = [
        (event, node.tag if event != "comment" else node.text)
        for event, node in walk(
            parse("<p>甲<script>x</script>乙<!--丙--></p><nav><b>丁</b></nav>").body, frozenset({"nav"})
        )
    ]
    assert seen == [
        ("start", "body"),
        ("start", "p"),
        ("start", "script"),
        ("end", "script"),
        ("comment", "丙"),
        ("end", "p"),
        ("start", "nav"),
        ("end", "nav"),
        ("end", "body"),
    ]


LISTING = soup("<ul><li>甲</li><li>乙</li></ul>")


def test_a_strict_selector_gives_what_it_asks_for() -> None:
    assert one(LISTING, "ul", "listing").name == "ul"
    assert [node.text for node in exactly(2, LISTING, "li", "listing")] == ["甲", "乙"]
    assert len(some(LISTING, "li", "listing")) == 2


def test_a_strict_selector_names_page_selector_and_both_counts() -> None:
    with pytest.raises(SelectorError, match="http://h/: 2 elements match 'li', 1 expected"):
        one(LISTING, "li", "http://h/")
    with pytest.raises(SelectorError, match="http://h/: no element matches 'table', at least 1 expected"):
        some(LISTING, "table", "http://h/")
