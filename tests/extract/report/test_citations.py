"""Laws and documents that a report cites."""

import pytest

from extract.report.citations import find_citations
from extract.report.repair import repair


def read(text: str, own: str | None = None) -> list[tuple[str | None, str | None, str]]:
    return [
        (item.title, item.document_number, text[item.start : item.end]) for item in find_citations(repair(text), own)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("实施《行政复议法》。", [("行政复议法", None, "《行政复议法》")]),
        (
            "印发《关于加强执法监督的意见》（某政发〔2022〕7号）。",
            [("关于加强执法监督的意见", "某政发〔2022〕7号", "《关于加强执法监督的意见》（某政发〔2022〕7号）")],
        ),
        ("按照某府办〔2023〕12号要求", [(None, "按照某府办〔2023〕12号", "按照某府办〔2023〕12号")]),
        ("落实《<纲要>实施方案》", [("<纲要>实施方案", None, "《<纲要>实施方案》")]),
        ("在《某地日报》开设专栏", []),
    ],
)
def test_a_citation_has_title_number_and_span(text: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    assert read(text) == expected


def test_the_reports_own_number_is_no_citation() -> None:
    assert read("某政字〔2024〕3号", own="某政字〔2024〕3号") == []
