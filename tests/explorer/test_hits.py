"""Where the words of a search stand."""

from __future__ import annotations

import pytest

from explorer.hits import hits, pieces


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("收到行政复议申请58件", "行政复议", ["行政复议"]),
        ("复议与诉讼，再复议", "诉讼 复议", ["复议", "诉讼", "复议"]),
        ("行政\n 复议", "行政复议", ["行政\n 复议"]),
        ("１２３４５热线和ABC", "12345 abc", ["１２３４５", "ABC"]),
        ("行政复议", "行政 行政复议", ["行政复议"]),
        ("100%（件）", "%（", ["%（"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("İstanbul 复议", "复议", ["复议"]),
        ("复议", "  ", []),
    ],
)
def test_words_are_found_as_the_warehouse_finds_them(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in hits(text, words)] == found


def test_the_pieces_of_a_text_are_the_text() -> None:
    cut = pieces("复议申请，复议审结", "复议")
    assert "".join(piece for piece, _ in cut) == "复议申请，复议审结"
    assert [piece for piece, is_hit in cut if is_hit] == ["复议", "复议"]
