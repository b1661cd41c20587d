"""What pages lose, how it is read, and that each place of the reading is known on the page.

repairs.tsv has texts with their reading and the kinds of what was lost; an empty reading means: as it stands.
"""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import KnowledgeError
from extract.report.citations import find_citations
from extract.report.facts import Frame, read_facts
from extract.report.fold import fold
from extract.report.outline import outline
from extract.report.quantities import find_quantities
from extract.report.repair import Repaired, findings_of, mend, repair
from extract.script import is_traditional, simplified
from extract.swaps import read_swaps, swaps

LINES = Path(__file__).with_name("repairs.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.replace("\\n", "\n").split("\t") for line in LINES[1:]]
LOST = [row for row in ROWS if row[2]]
SOUND = [row[0] for row in ROWS if not row[1]]


def told(body: Repaired) -> set[str]:
    return {found.kind for found in body.repairs}


def test_the_table_has_losses_and_what_only_looks_like_them() -> None:
    texts = [row[0] for row in ROWS]
    assert len(set(texts)) == len(texts)
    assert len(LOST) >= 40
    assert sum(not row[1] for row in ROWS) >= 25


@pytest.mark.parametrize(("text", "reading", "kinds", "why"), ROWS)
def test_what_was_lost_is_read_and_nothing_else(text: str, reading: str, kinds: str, why: str) -> None:
    body = repair(text)
    assert (body.text, told(body)) == (reading or fold(text), set(kinds.split())), why


@pytest.mark.parametrize("text", [row[0] for row in ROWS])
def test_a_reading_needs_no_repair(text: str) -> None:
    once = repair(text)
    assert (repair(once.text).text, repair(once.text).repairs) == (once.text, ())


@pytest.mark.parametrize(("text", "kinds"), [(row[0], row[2]) for row in LOST])
def test_a_loss_is_counted_each_time(text: str, kinds: str) -> None:
    for kind in kinds.split():
        once, thrice = (
            [found.count for found in repair(each).repairs if found.kind == kind]
            for each in (text, "\n".join([text] * 3))
        )
        assert [count * 3 for count in once] == thrice


def test_a_finding_a_kind_says_how_often_and_where_first() -> None:
    body = repair("截至20256月底，按照规划（20212025年）和〔202133号，于202411月受理５８件。")
    assert [(found.code, found.detail, found.message) for found in findings_of(body.repairs)] == [
        ("text.repaired", "form", "1 of kind form, first '５８' read as '58'"),
        ("text.repaired", "date", "2 of kind date, first '截至20256月底，按照' read as '截至2025年6月底，按照'"),
        ("text.repaired", "year_range", "1 of kind year_range, first '划（20212025年）' read as '划(2021-2025年)'"),
        (
            "text.repaired",
            "document_number",
            "1 of kind document_number, first '和〔202133号，于2' read as '和〔2021〕33号，于2'",
        ),
    ]


def test_nothing_is_read_over_the_cells_of_a_table() -> None:
    for text in ("2\t024年", "2020\t10月", "登记1,\t234件", "共\t3\t人", "纠错率6.\t0%"):
        assert repair(text).text == text.replace("\t", " ")
        assert repair(text).repairs == ()


def test_characters_without_width_are_not_there() -> None:
    body = repair("\ufeff登记9\u200b6件")
    assert body.text == "登记96件"
    assert [body.quote(found.start, found.end) for found in find_quantities(body.text)] == ["9\u200b6件"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("202010月，我县召开会议。", []),
        ("202010月办理案件5件。", ["5件"]),
        ("办理案件202010件。", ["202010件"]),
        ("按照规划（20212025年）办理。", []),
        ("行政复议纠错率6. 0%。", ["6. 0%"]),
        ("行政复议纠错率6.\n0%。", ["6.\n0%"]),
        ("登记1, 234件。", ["1, 234件"]),
        ("登记12 3件。", []),
        ("印发某政发〔202133号文件2件。", ["2件"]),
        ("①5个部门完成整改。", ["5个"]),
        ("受理５８ 件。", ["５８ 件"]),
        ("县政府各部門辦理來文58個，受理行政復議申請12件。", ["58個", "12件"]),
    ],
)
def test_a_number_keeps_the_characters_of_its_page(text: str, quotes: list[str]) -> None:
    body = repair(text)
    facts, _ = read_facts(body, outline(body), Frame("r", "s", 2023, "government"))
    assert [fact.quote for fact in facts] == quotes
    assert [text[fact.char_start : fact.char_end] for fact in facts] == quotes


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("截至20256月底，办理案件5件。", date(2025, 1, 1), date(2025, 6, 30)),
        ("截至202112月底，办理案件5件。", date(2021, 1, 1), date(2021, 12, 31)),
        ("截至 2023 年 11 月 15 日，办理案件5件。", date(2023, 1, 1), date(2023, 11, 15)),
        ("于2 022年办理案件5件。", date(2022, 1, 1), date(2022, 12, 31)),
        ("2O22年办理案件5件。", date(2022, 1, 1), date(2022, 12, 31)),
        ("近 3 年办理案件5件。", date(2021, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_period_is_read_from_a_damaged_date(text: str, start: date, end: date) -> None:
    body = repair(text)
    (fact,), _ = read_facts(body, outline(body), Frame("r", "s", 2023, "government"))
    assert (fact.period_start, fact.period_end) == (start, end)


@pytest.mark.parametrize(("text", "comparator"), [("培训超过 300 人次。", "at_least"), ("不足 10 件。", "at_most")])
def test_a_blank_before_a_number_hides_no_word(text: str, comparator: str) -> None:
    (found,) = find_quantities(repair(text).text)
    assert found.comparator == comparator


@pytest.mark.parametrize(
    "surface", ["某政发〔202133号", "某政发2021〕33号", "某政发（2021）33号", "某政发〔2021 33号", "某政发〔2021〕33号"]
)
def test_a_citation_has_its_number_whole_and_its_place_on_the_page(surface: str) -> None:
    text = f"202010月印发《关于加强执法监督的意见》（{surface}）。"
    (found,) = find_citations(repair(text))
    assert (found.title, found.document_number) == ("关于加强执法监督的意见", "某政发〔2021〕33号")
    assert text[found.start : found.end] == f"《关于加强执法监督的意见》（{surface}）"


def test_one_character_list_marks_open_sections_with_the_marks_of_the_page() -> None:
    text = "㈠强化领导。⒈会前学法。⑴落实责任。㈡严格执法。—、 总体情况"
    found = [(heading.level, heading.marker, heading.heading) for heading in outline(repair(text)) if heading.level]
    assert found == [
        (2, "㈠", "强化领导"),
        (3, "⒈", "会前学法"),
        (4, "⑴", "落实责任"),
        (2, "㈡", "严格执法"),
    ]


def test_a_traditional_page_is_read_as_its_simplified_one_and_keeps_its_words() -> None:
    simple = "一、主要成效\n全縣收到行政復議申請58件，審結54件。"
    body = repair(simple)
    facts, _ = read_facts(body, outline(body), Frame("r", "s", 2023, "government"))
    assert [(fact.indicator, fact.unit) for fact in facts] == [
        ("reconsideration.applications_received", "件"),
        ("reconsideration.concluded", "件"),
    ]
    assert facts[0].sentence == "全縣收到行政復議申請58件，審結54件。"


def test_script_is_told_by_the_whole_text() -> None:
    assert is_traditional("溪硯縣2023年法治政府建設年度報告")
    assert not is_traditional("乾县於潜镇2023年法治政府建设年度报告")
    assert simplified("行政復議、政務服務大廳、羣衆滿意、衞生") == "行政复议、政务服务大厅、群众满意、卫生"
    assert mend("溪硯縣20212025年計劃，某政發（2021）33號") == "溪砚县2021-2025年计划，某政发〔2021〕33号"


def test_every_character_that_stands_for_another_is_read_as_it() -> None:
    swapped = swaps()
    assert all(len(old) == len(new) == 1 for old, new in (*swapped.lookalikes.items(), *swapped.telling))
    assert not set(swapped.lookalikes) & set(swapped.lookalikes.values())
    assert all(simplified(old) == new for old, new in swapped.telling)


PIECES = st.sampled_from(
    [
        *(row[0] for row in ROWS),
        *"年月日号第件个人次%.,，。、〔〕()（）-— \n\t\u200b20210一二〇Ol①㈠⒈⽅國国",
        "2021",
        "12月",
        "2025年",
        "6. 0%",
    ]
)
WITHOUT_WIDTH = "\u200b\ufeff"
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=120)).filter(
    lambda text: not text or text.strip(WITHOUT_WIDTH)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_places_are_in_order_and_cover_the_page(text: str) -> None:
    body = repair(text)
    starts = [body.start(place) for place in range(len(body.text) + 1)]
    ends = [body.end(place) for place in range(len(body.text) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert (starts[0], starts[-1]) == (0, len(text))
    assert all(start <= end for start, end in zip(starts, ends[1:], strict=False))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_is_read_as_it_stands_has_its_own_place(text: str) -> None:
    """Characters that no rule reads otherwise are found again, each at one place and all of them in order."""
    body = repair(text)
    kept = [place for place, character in enumerate(body.text) if body.quote(place, place + 1) == character]
    assert all(body.start(one) < body.start(other) for one, other in pairwise(kept))
    assert all(body.end(place + 1) - body.start(place) == 1 for place in kept)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_facts_sections_and_citations_lie_on_the_page(text: str) -> None:
    body = repair(text)
    headings = outline(body)
    for fact in read_facts(body, headings, Frame("r", "s", 2023, "government"))[0]:
        assert text[fact.char_start : fact.char_end] == fact.quote
        assert fact.quote in fact.sentence
    spans = [(body.start(heading.start), body.start(heading.end)) for heading in headings]
    assert spans[0][0] == 0
    assert max(end for _, end in spans) == len(text)
    assert all(one[0] < other[0] for one, other in pairwise(spans))
    assert all(text[found.start : found.end] for found in find_citations(body))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_reading_a_reading_changes_nothing(text: str) -> None:
    """But for tabs, which a reading has as blanks."""
    once = repair(text.replace("\t", "，"))
    assert repair(once.text).text == once.text


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SOUND), max_size=20).map("\n".join))
def test_a_text_without_losses_comes_through(text: str) -> None:
    body = repair(text)
    assert (body.text, body.repairs, body.layers) == (fold(text), (), ())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"radicals": "", "private_use": {}}, "keys"),
        ({"radicals": "⺠民主", "private_use": {}, "telling": "國国"}, "pair"),
        ({"radicals": "", "private_use": {"E5E5": ""}, "telling": "國国"}, "one character"),
        ({"radicals": "", "private_use": {"": "，"}, "telling": "國国"}, "code point"),
    ],
)
def test_knowledge_that_is_not_as_it_should_be_is_refused(data: dict[str, object], says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        read_swaps(data)
