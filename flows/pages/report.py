"""A report as one page: header, legend, outline, the text with every fact marked, and the facts in a table."""

from __future__ import annotations

from importlib import resources
from string import Template

from extract.records import Citation, Fact, Section
from flows.pages import header
from flows.pages.article import article, citation_anchor
from flows.pages.cards import flag_words, indicator_name
from flows.pages.marks import Marked, look_of, mark
from flows.pages.markup import EMPTY, Html, both, join, tag, text
from flows.pages.values import narrowing, period, value
from flows.pages.words import Label, label
from warehouse.dossier import Dossier

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
"""Of the table of facts."""

LOOKS = {
    "linked": Label("已归入指标的数", "linked to an indicator"),
    "unlinked": Label("未归入指标的数", "linked to none"),
    "target": Label("目标数", "target"),
}


def report_page(dossier: Dossier) -> str:
    """The HTML of a report, whole in itself: no file, no address and no script is needed to read it."""
    marked = mark(dossier)
    return _template("report.html").substitute(
        title=text(dossier.report.title),
        style=_resource("report.css"),
        about=header.about(dossier),
        archived=header.archived(dossier),
        issues=header.issues(dossier.issues),
        legend=_legend(marked),
        outline=tag("ol", *(_entry(section) for section in dossier.sections)),
        article=article(marked),
        facts=_table(marked),
        citations=_citations(dossier.citations),
    )


def _resource(name: str) -> str:
    return resources.files("flows.pages").joinpath(name).read_text(encoding="utf-8")


def _template(name: str) -> Template:
    return Template(_resource(name))


def _legend(marked: Marked) -> Html:
    """Each look with how many facts have it: the legend counts what it explains."""
    dossier = marked.dossier
    looks = [look_of(fact) for fact in dossier.facts]
    flagged = sum(fact.fact_id in marked.flags_of for fact in dossier.facts)
    return tag(
        "ul",
        *(_sample(tag("mark", text("12件"), class_=look), name, looks.count(look)) for look, name in LOOKS.items()),
        _sample(tag("mark", text("12件"), class_="linked flagged"), Label("有疑问的数", "flagged"), flagged),
        _sample(tag("cite", text("《某法》")), Label("引用", "citation"), len(dossier.citations)),
        class_="legend",
    )


def _sample(shown: Html, name: Label, count: int) -> Html:
    return tag("li", join([shown, both(name), tag("b", text(count))], " "))


def _entry(section: Section) -> Html:
    if not section.marker:
        link = tag("a", both(label("part", section.part)), href="#text")
    else:
        link = tag("a", text(f"{section.marker}{section.heading}"), href=f"#s{section.section_no}")
    return tag("li", link, class_=f"level-{section.level}")


def _table(marked: Marked) -> Html:
    head = tag("tr", *(tag("th", both(name), scope="col") for name in COLUMNS))
    rows = (_row(marked, fact) for fact in marked.dossier.facts)
    return tag("table", tag("thead", head), tag("tbody", *rows))


def _row(marked: Marked, fact: Fact) -> Html:
    place = marked.mark_of[fact.fact_id]
    flags = (flag_words(marked, flag) for flag in marked.flags_of.get(fact.fact_id, ()))
    cells = (
        tag("a", text(place.number), href=f"#{place.anchor}"),
        indicator_name(marked, fact),
        value(fact),
        period(fact),
        join(tag("span", both(name), text(" "), said, class_="narrow") for name, said in narrowing(fact)),
        tag("a", tag("mark", text(fact.quote), class_=look_of(fact)), href=f"#{place.anchor}"),
        tag("code", text(fact.rule)),
        join(flags),
    )
    named = zip(COLUMNS, cells, strict=True)
    return tag("tr", *(_cell(name, cell) for name, cell in named), id=f"r-{fact.fact_id}")


def _cell(name: Label, content: Html) -> Html:
    """A narrow screen sets the column's name beside each cell that is not empty."""
    return tag("td", *([tag("div", content)] if content else []), data_label=name.zh)


def _citations(cited: tuple[Citation, ...]) -> Html:
    """A list of what is cited, each with a link to its place; nothing where nothing is."""
    if not cited:
        return EMPTY
    items = (
        tag("li", tag("a", text(" ".join(filter(None, (c.title, c.document_number)))), href=f"#{citation_anchor(c)}"))
        for c in cited
    )
    return tag("section", tag("h2", both(Label("引用", "citations"))), tag("ol", *items))
