"""All facts of a report in a table, each with a link to its place in the text."""

from __future__ import annotations

from explorer.dossier.cards import flag_words, indicator_name
from explorer.dossier.marks import Marked, look_of
from explorer.dossier.markup import Html, join, tag, text
from explorer.dossier.values import narrowing, period, value
from explorer.dossier.words import Label
from extract.records import Fact

COLUMNS = (
    Label("序", "no."),
    Label("指标", "indicator"),
    Label("数值", "value"),
    Label("时期", "period"),
    Label("限定", "narrowed by"),
    Label("原文", "quote"),
    Label("规则", "rule"),
    Label("标记", "flags"),
)


def facts_table(marked: Marked) -> Html:
    """The table; its name is the heading `facts-name` above it. Where it does not tell all, it says so first."""
    names = [marked.say(name) for name in COLUMNS]
    head = tag("tr", *(tag("th", name, scope="col") for name in names))
    told = [fact for fact in marked.dossier.facts if marked.mark_of[fact.fact_id].is_told]
    rows = (_row(marked, fact, names) for fact in told)
    table = tag("table", tag("thead", head), tag("tbody", *rows), aria_labelledby="facts-name")
    of, all_of = f"{len(told):,}", f"{len(marked.dossier.facts):,}"
    cut = Label(f"共 {all_of} 个数，表中列前 {of} 个。", f"The first {of} of {all_of}.")
    return table if of == all_of else join([tag("p", marked.say(cut)), table])


def _row(marked: Marked, fact: Fact, names: list[Html]) -> Html:
    place, say = f"#f-{fact.fact_id}", marked.say
    flags = (flag_words(marked, flag) for flag in marked.flags_of.get(fact.fact_id, ()))
    cells = (
        tag("a", text(marked.mark_of[fact.fact_id].number), href=place),
        indicator_name(marked, fact),
        value(fact, say),
        period(fact, say),
        join(tag("span", say(name), text(" "), say(word), class_="narrow") for name, word in narrowing(fact)),
        tag("a", tag("mark", text(fact.quote), class_=look_of(fact)), href=place, lang="zh"),
        tag("code", text(fact.rule)),
        join(flags),
    )
    named = zip(names, cells, strict=True)
    return tag("tr", *(_cell(name, cell) for name, cell in named), id=f"r-{fact.fact_id}")


def _cell(name: Html, content: Html) -> Html:
    """A narrow screen sets the column's name beside each cell that is not empty."""
    return tag("td", *([tag("div", content)] if content else []), data_label=name.striptags())
