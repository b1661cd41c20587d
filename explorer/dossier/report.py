"""A report as a page: header, legend, outline, the text with every fact marked, and the facts in a table."""

from __future__ import annotations

from importlib import resources
from string import Template

from explorer.dossier import header
from explorer.dossier.article import article, citation_anchor
from explorer.dossier.listing import facts_table
from explorer.dossier.manner import ALONE, Manner
from explorer.dossier.marks import Marked, look_of, mark
from explorer.dossier.markup import EMPTY, Html, join, tag, text
from explorer.dossier.words import Label, label
from extract.records import Citation, Section
from warehouse.dossier import Dossier

LOOKS = {
    "linked": Label("已归入指标的数", "linked to an indicator"),
    "unlinked": Label("未归入指标的数", "linked to none"),
    "target": Label("目标数", "target"),
}
HINT = Label(
    "指向、点按或用 Tab 键移到数字上，可见其依据。", "Point at a number, tap it or tab to it for its evidence."
)
ARCHIVED = Label("存档与抽取", "archived snapshot and extractor")
OUTLINE = Label("目录", "outline")
FACTS = Label("全部数字", "facts")

STYLES = ("dossier/alone.css", "static/dossier.css")
"""Of a page that stands alone: its frame, and what the explorer's page has, too."""


def report_page(dossier: Dossier) -> str:
    """The HTML of a report, whole in itself: no file, no address and no script is needed to read it."""
    return Template(_resource("dossier/alone.html")).substitute(
        title=text(dossier.report.title),
        style="".join(_resource(name) for name in STYLES),
        dossier=report_body(dossier, ALONE),
    )


def report_body(dossier: Dossier, manner: Manner, words: str = "") -> Html:
    """What stands in the main part of a page: all of the dossier, from its title to what it cites.

    The `words` of a search are told apart in its text, the first at `#hit-1`.
    """
    marked = mark(dossier, manner, words)
    say = manner.say
    head = tag(
        "header",
        tag("h1", text(dossier.report.title), lang="zh"),
        header.about(dossier, manner),
        tag("details", tag("summary", say(ARCHIVED)), header.archived(dossier, say), class_="archived"),
        header.issues(dossier.issues, say),
        _legend(marked),
        tag("p", say(HINT), class_="hint"),
    )
    entries = tag("ol", *(_entry(section, manner) for section in dossier.sections))
    outline = tag("nav", *_fold("outline", say(OUTLINE), entries), class_="fold", aria_label=say(OUTLINE).striptags())
    facts = tag("section", tag("h2", say(FACTS), id="facts-name"), facts_table(marked), id="facts")
    columns = tag("div", outline, article(marked), class_="columns")
    return tag("div", head, columns, facts, _citations(dossier.citations, manner), class_="dossier")


def _resource(name: str) -> str:
    return resources.files("explorer").joinpath(name).read_text(encoding="utf-8")


def _fold(name: str, said: Html, content: Html) -> tuple[Html, Html, Html]:
    """Content that a narrow screen folds away below its name, and a wide one always shows."""
    box = tag("input", type="checkbox", id=f"{name}-open")
    return box, tag("label", said, for_=f"{name}-open"), content


def _legend(marked: Marked) -> Html:
    """Each look with how many facts have it: the legend counts what it explains."""
    dossier, say = marked.dossier, marked.say
    looks = [look_of(fact) for fact in dossier.facts]
    flagged = sum(fact.fact_id in marked.flags_of for fact in dossier.facts)
    flag = tag("mark", text("12件"), class_="linked flagged")
    return tag(
        "ul",
        *(
            _sample(tag("mark", text("12件"), class_=look), say(name), looks.count(look))
            for look, name in LOOKS.items()
        ),
        _sample(flag, say(Label("有疑问的数", "flagged")), flagged),
        _sample(tag("cite", text("《某法》")), say(Label("引用", "citation")), len(dossier.citations)),
        class_="legend",
    )


def _sample(shown: Html, name: Html, count: int) -> Html:
    return tag("li", join([shown, name, tag("b", text(count))], " "))


def _entry(section: Section, manner: Manner) -> Html:
    if not section.marker:
        link = tag("a", manner.say(label("part", section.part)), href="#text")
    else:
        link = tag("a", text(f"{section.marker}{section.heading}"), href=f"#s{section.section_no}", lang="zh")
    return tag("li", link, class_=f"level-{section.level}")


def _citations(cited: tuple[Citation, ...], manner: Manner) -> Html:
    """A list of what is cited, each with a link to its place; nothing where nothing is."""
    if not cited:
        return EMPTY
    items = (
        tag("li", tag("a", text(" ".join(filter(None, (c.title, c.document_number)))), href=f"#{citation_anchor(c)}"))
        for c in cited
    )
    return tag("section", tag("h2", manner.say(Label("引用", "citations"))), tag("ol", *items, lang="zh"), id="cited")
