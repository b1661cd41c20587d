from __future__ import annotations

import pytest

from extract.report.words import LEAST, words_digest

BODY = "现将本县情况报告如下。\n一、办理案件58件,办结率99.5%;完成“一网通办”事项1,200项。\n" + "推进各项工作。" * 40


@pytest.mark.parametrize(
    "other",
    [
        BODY.replace("\n", "\n\n\u3000\u3000"),
        BODY.replace("58", " 58 "),
        BODY.replace("58", "５８"),
        BODY.replace(",办结", "，办结").replace("“", '"').replace("”", '"'),
        BODY.replace("。", "｡"),
        BODY + "\n溪砚县人民政府\n2024年3月20日",
        BODY + "\n溪砚县人民政府\n2024年3月20日\n(此件公开发布)\n责任编辑:某某",
        BODY.replace("现将本县情况", "現將本縣情況")
        .replace("办理", "辦理")
        .replace("办结", "辦結")
        .replace("项", "項"),
    ],
)
def test_the_same_words_have_one_digest(other: str) -> None:
    assert other != BODY
    assert words_digest(other) == words_digest(BODY)


@pytest.mark.parametrize(
    "other",
    [
        BODY.replace("58", "85"),
        BODY.replace("99.5", "995"),
        BODY.replace("99.5%", "99.5"),
        BODY.replace("1,200", "1"),
        "市人大常委会:\n" + BODY,
        BODY + "全年培训10次。",
        BODY + "打造法治化营商环境" * 8,
    ],
)
def test_other_words_have_another(other: str) -> None:
    assert words_digest(other) not in (words_digest(BODY), None)


@pytest.mark.parametrize(
    ("text", "is_known"), [("字" * LEAST, True), ("字" * (LEAST - 1) + "。\n", False), ("", False)]
)
def test_a_short_text_is_not_known_by_its_words(text: str, is_known: bool) -> None:
    assert (words_digest(text) is not None) is is_known
