"""Properties of facts that hold for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import Fact
from extract.report.facts import Frame, read_facts
from extract.report.outline import outline
from extract.report.repair import repair

PIECES = st.sampled_from(
    [
        "收到行政复议申请58件",
        "受理54件",
        "审结率98.5%",
        "《办法》(2项)",
        "“五公开”",
        "一、",
        "(一)",
        "1.",
        "一是",
        "。",
        ",",
        "\n",
        "未收到行政复议申请",
        "由80天缩短至30天",
        "百余场",
        "3至5人",
        "办复率、满意率均达到100%",
        "分别为1件、2件",
        "　",
        "２０件",
        "第6名",
        "全县",
        "2022年",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


def read(text: str) -> list[Fact]:
    body = repair(text)
    return read_facts(body, outline(body), Frame("r", "s", 2023, "government"))[0]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_span_gives_back_its_quote(text: str) -> None:
    for fact in read(text):
        assert text[fact.char_start : fact.char_end] == fact.quote
        assert fact.quote in fact.sentence


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_facts_overlap_only_as_twins_of_one_number_and_ids_are_unique(text: str) -> None:
    facts = read(text)
    spans = sorted({(fact.char_start, fact.char_end) for fact in facts})
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
    assert len({fact.fact_id for fact in facts}) == len(facts)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_character_lies_in_one_innermost_section(text: str) -> None:
    body = repair(text)
    headings = outline(body)
    starts = [heading.start for heading in headings]
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert max(heading.end for heading in headings) == len(body.text)


def test_a_list_that_shares_one_number_gives_twins() -> None:
    facts = read("人大代表建议办复率、满意率均达到100%。")
    assert [fact.indicator for fact in facts] == [
        "oversight.proposal_reply_rate",
        "oversight.proposal_satisfaction_rate",
    ]
    assert len({(fact.char_start, fact.char_end) for fact in facts}) == 1


def test_numbers_given_respectively_answer_their_items_in_turn() -> None:
    facts = read("人大代表建议、政协提案办理中,按时办结率、群众满意率分别为98%和97%。")
    assert [fact.indicator for fact in facts] == [
        "oversight.proposal_completion_rate",
        "oversight.proposal_satisfaction_rate",
    ]


def test_a_fact_keeps_its_id_while_its_sentence_stands() -> None:
    before = read("开头一句。收到行政复议申请58件。")
    after = read("开头一句改写了,也更长了。收到行政复议申请58件。")
    assert [fact.fact_id for fact in before] == [fact.fact_id for fact in after]
