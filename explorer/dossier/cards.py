"""Cards: what is shown beside a number when a reader points at it, tabs to it or taps it."""

from __future__ import annotations

from explorer.dossier.marks import Mark, Marked
from explorer.dossier.markup import EMPTY, Html, join, tag, text
from explorer.dossier.values import narrowing, number, period, value
from explorer.dossier.words import Label, label
from extract.records import Fact
from warehouse.dossier import Flag

UNLINKED = Label("未归入指标", "no indicator of the taxonomy")


def card(marked: Marked, mark: Mark) -> Html:
    """All that the release says of the facts of a mark, in elements that may stand inside a paragraph."""
    told = join(_fact(marked, fact) for fact in mark.facts)
    place = Label(f"表中第 {mark.number} 项", f"no. {mark.number} of the table")
    more = tag("a", marked.say(place), href=f"#r-{mark.facts[0].fact_id}", class_="more")
    return tag("span", told, more, class_="card", role="tooltip", id=card_id(mark))


def card_id(mark: Mark) -> str:
    """The id of a mark's card."""
    return f"c-{mark.facts[0].fact_id}"


def indicator_name(marked: Marked, fact: Fact) -> Html:
    """The indicator with its code, or that there is none."""
    if fact.indicator is None:
        return tag("span", marked.say(UNLINKED), class_="name unlinked")
    known = marked.dossier.indicators.get(fact.indicator)
    code = marked.manner.link(tag("code", text(fact.indicator)), "indicator", fact.indicator)
    if known is None:
        return tag("span", code, class_="name")
    return join([tag("span", marked.say(Label(known.zh, known.en)), class_="name"), code], " ")


def flag_words(marked: Marked, flag: Flag) -> Html:
    """What is doubtful, what was expected, and where the other numbers stand."""
    said = [marked.say(label("flag", flag.name))]
    if flag.value is not None and flag.expected is not None:
        against = marked.say(Label("对照", "against"))
        said.append(join([text(number(flag.value)), against, text(number(flag.expected))], " "))
    if len(flag.fact_ids) > 1:
        see = marked.say(Label("见", "see"))
        said.append(join([see, *(_place(marked, fact_id) for fact_id in flag.fact_ids)], " "))
    return tag("span", text("⚠\ufe0e "), join(said, "；"), class_="flag", title=flag.remedy)


def _place(marked: Marked, fact_id: str) -> Html:
    mark = marked.mark_of.get(fact_id)
    if mark is None:  # it is another report's
        return tag("code", text(fact_id))
    return tag("a", marked.say(Label(f"第 {mark.number} 项", f"no. {mark.number}")), href=f"#f-{fact_id}")


def _fact(marked: Marked, fact: Fact) -> Html:
    known = marked.dossier.indicators.get(fact.indicator or "")
    say = marked.say
    rows = [
        (Label("数值", "value"), value(fact, say)),
        (Label("类型", "type"), say(label("kind", known.kind)) if known else EMPTY),
        (Label("时期", "period"), period(fact, say)),
        *((name, say(word)) for name, word in narrowing(fact)),
        (Label("规则", "rule"), tag("code", text(fact.rule))),
    ]
    lines = [_row(say(name), said) for name, said in rows if said]
    flags = [flag_words(marked, flag) for flag in marked.flags_of.get(fact.fact_id, ())]
    definition = tag("span", text(known.definition), class_="definition", lang="en") if known else EMPTY
    return tag("span", indicator_name(marked, fact), definition, *lines, *flags, class_="about")


def _row(name: Html, said: Html) -> Html:
    return tag("span", tag("span", name, class_="key"), tag("span", said, class_="said"), class_="row")
