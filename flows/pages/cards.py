"""Cards: what is shown beside a number when a reader points at it, tabs to it or taps it."""

from __future__ import annotations

from extract.records import Fact
from flows.pages.marks import Mark, Marked
from flows.pages.markup import EMPTY, Html, both, join, tag, text
from flows.pages.values import narrowing, number, period, value
from flows.pages.words import Label, label
from warehouse.dossier import Flag

UNLINKED = Label("未归入指标", "no indicator of the taxonomy")


def card(marked: Marked, mark: Mark) -> Html:
    """All that the release says of the facts of a mark, in elements that may stand inside a paragraph."""
    told = join(_fact(marked, fact) for fact in mark.facts)
    more = tag("a", text(f"表中第 {mark.number} 项"), href=f"#r-{mark.facts[0].fact_id}", class_="more")
    return tag("span", told, more, class_="card", role="tooltip", id=f"c-{mark.facts[0].fact_id}")


def indicator_name(marked: Marked, fact: Fact) -> Html:
    """The indicator in both languages with its code, or that there is none."""
    if fact.indicator is None:
        return tag("span", both(UNLINKED), class_="name none")
    known = marked.dossier.indicators.get(fact.indicator)
    code = tag("code", text(fact.indicator))
    if known is None:
        return tag("span", code, class_="name")
    return join([tag("span", both(Label(known.zh, known.en)), class_="name"), code], " ")


def flag_words(marked: Marked, flag: Flag) -> Html:
    """What is doubtful, what was expected, and where the other numbers stand."""
    said = [both(label("flag", flag.name))]
    if flag.value is not None and flag.expected is not None:
        against = both(Label("对照", "against"))
        said.append(join([text(number(flag.value)), against, text(number(flag.expected))], " "))
    if len(flag.fact_ids) > 1:
        said.append(join([text("见"), *(_place(marked, fact_id) for fact_id in flag.fact_ids)], " "))
    return tag("span", text("⚠\ufe0e "), join(said, "；"), class_="flag", title=flag.remedy)


def _place(marked: Marked, fact_id: str) -> Html:
    mark = marked.mark_of.get(fact_id)
    if mark is None:
        return tag("code", text(fact_id))
    return tag("a", text(f"第 {mark.number} 项"), href=f"#{mark.anchor}")


def _fact(marked: Marked, fact: Fact) -> Html:
    known = marked.dossier.indicators.get(fact.indicator or "")
    rows = [
        (Label("数值", "value"), value(fact)),
        (Label("类型", "type"), both(label("kind", known.kind)) if known else EMPTY),
        (Label("时期", "period"), period(fact)),
        *narrowing(fact),
        (Label("规则", "rule"), tag("code", text(fact.rule))),
    ]
    lines = [_row(name, said) for name, said in rows if said]
    flags = [flag_words(marked, flag) for flag in marked.flags_of.get(fact.fact_id, ())]
    definition = tag("span", text(known.definition), class_="definition", lang="en") if known else EMPTY
    return tag("span", indicator_name(marked, fact), definition, *lines, *flags, class_="about")


def _row(name: Label, said: Html) -> Html:
    return tag("span", tag("span", both(name), class_="key"), tag("span", said, class_="said"), class_="row")
