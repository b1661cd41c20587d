"""Folding is NFKC, character for character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import WIDE, nfkc

SIGNS = "".join(sign for sign, _ in WIDE)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("政务公开", "政务公开"),
        ("发布时间：２０２４－０３－２８（星期四）", "发布时间:2024-03-28(星期四)"),
        ("全年…　办结\xa05８件", "全年... 办结 58件"),
        ("①が", "1が"),
    ],
)
def test_wide_signs_become_plain_ones(text: str, folded: str) -> None:
    assert nfkc(text) == folded


@given(st.text(st.one_of(st.sampled_from(SIGNS), st.characters())))
def test_any_text_is_folded_as_unicode_says(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)
