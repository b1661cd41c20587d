"""The article: the body of a report in its paragraphs and headings, with facts and citations marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from explorer.dossier.cards import card, card_id
from explorer.dossier.marks import Mark, Marked
from explorer.dossier.markup import Html, Say, tag
from explorer.dossier.weave import Span, weave
from explorer.dossier.words import Label
from explorer.hits import hits
from extract.records import Citation, Fact, Section

BLOCK, SENTENCE, HEADING, CITATION, FACT, HIT = range(6)
"""Layers, outermost first: a number in a cited title is inside the citation, both can be inside a heading."""

DEEPEST = 6
"""HTML has six levels of headings. The title is the first, so a section of level 1 takes the second."""

LONGEST_HEADING = 32
"""Characters. In three saved reports headings of three clauses have up to 26, sentences that follow 一是 from 34."""

CITED = Label("引用", "citation")

_LINE = re.compile(r"[^\n]+")
_HEADING_END = re.compile("[。\n]")


def article(marked: Marked) -> Html:
    """The body. Leaving out the cards, the text of its elements in a row is `body_text`, character by character."""
    body = marked.dossier.report.body_text
    found = enumerate(hits(body, marked.words), start=1)
    spans = [
        *_blocks(body, marked.dossier.sections),
        *(Span(start, end, SENTENCE, _sentence) for start, end in sorted(_sentences(body, marked.dossier.facts))),
        *(Span(c.char_start, c.char_end, CITATION, partial(_cited, c, marked.say)) for c in marked.dossier.citations),
        *(Span(mark.start, mark.end, FACT, partial(_fact, marked, mark)) for mark in marked.marks),
        *(Span(start, end, HIT, partial(_hit, number)) for number, (start, end) in found),
    ]
    return tag("article", weave(body, spans), id="text", lang="zh")


def _blocks(body: str, sections: Iterable[Section]) -> Iterator[Span]:
    """Lines and headings. A heading that fills its line is a block; one that text follows stands in its paragraph."""
    headings = {start: (end, section) for start, end, section in _headings(body, sections)}
    for line in _LINE.finditer(body):
        start, end = line.span()
        stop, section = headings.get(start + len(line[0]) - len(line[0].lstrip()), (0, None))
        if section is not None and stop >= start + len(line[0].rstrip(" \u3000。")):
            del headings[section.char_start]
            yield Span(start, end, BLOCK, partial(_heading, section))
        else:
            yield Span(start, end, BLOCK, _paragraph)
    for start, (end, section) in headings.items():
        yield Span(start, end, HEADING, partial(_run_in, section))


def _headings(body: str, sections: Iterable[Section]) -> Iterator[tuple[int, int, Section]]:
    """Start and end of each heading: from its marker to the first 。 or the end of the line.

    Where that is too long to be a heading, or another item of the same sentence follows, the marker alone is one.
    """
    ordered = [section for section in sections if section.marker]
    following = [*(section.char_start for section in ordered[1:]), len(body)]
    for section, next_start in zip(ordered, following, strict=True):
        marker_end = section.char_start + len(section.marker)
        stop = _HEADING_END.search(body, marker_end)
        end = stop.start() if stop else len(body)
        is_heading = end <= next_start and end - section.char_start <= LONGEST_HEADING
        yield section.char_start, end if is_heading else marker_end, section


def _sentences(body: str, facts: Iterable[Fact]) -> set[tuple[int, int]]:
    """Where the sentences that hold facts stand: the place around the fact at which the sentence's words are."""
    spans = set()
    for fact in facts:
        length = len(fact.sentence)
        start = body.find(fact.sentence, max(fact.char_end - length, 0), fact.char_start + length)
        if length and start >= 0:
            spans.add((start, start + length))
    return spans


def _sentence(inside: Html, is_first: bool) -> Html:  # noqa: ARG001  each piece of it is marked where it is meant
    return tag("span", inside, class_="sentence")


def _paragraph(inside: Html, is_first: bool) -> Html:  # noqa: ARG001  a line is never cut: nothing lies outside it
    return tag("p", inside)


def _level(section: Section) -> int:
    return min(section.level + 1, DEEPEST)


def _heading(section: Section, inside: Html, is_first: bool) -> Html:
    return tag(f"h{_level(section)}", inside, id=_anchor(section, is_first))


def _run_in(section: Section, inside: Html, is_first: bool) -> Html:
    anchor = _anchor(section, is_first)
    return tag("b", inside, id=anchor, class_="run-in", role="heading", aria_level=_level(section))


def _anchor(section: Section, is_first: bool) -> str | None:
    return f"s{section.section_no}" if is_first else None


def _cited(citation: Citation, say: Say, inside: Html, is_first: bool) -> Html:
    cited = " ".join(filter(None, (citation.title, citation.document_number)))
    anchor = citation_anchor(citation) if is_first else None
    return tag("cite", inside, id=anchor, title=f"{say(CITED).striptags()}: {cited}")


def citation_anchor(citation: Citation) -> str:
    """The id of a citation's element."""
    return f"q{citation.char_start}"


def _hit(number: int, inside: Html, is_first: bool) -> Html:
    return tag("em", inside, id=f"hit-{number}" if is_first else None, class_="hit")


def _fact(marked: Marked, mark: Mark, inside: Html, is_first: bool) -> Html:
    look = f"{mark.look} flagged" if marked.is_flagged(mark) else mark.look
    shown = tag("mark", inside, class_=look, data_number=mark.number)
    if not is_first:
        return tag("span", shown, class_="fact")
    first, *others = mark.anchors
    also = (tag("span", id=anchor, class_="also") for anchor in others)
    if not mark.is_told:
        return tag("span", *also, shown, class_="fact", id=first)
    inner = (*also, shown, card(marked, mark))
    return tag("span", *inner, class_="fact", id=first, tabindex=0, aria_describedby=card_id(mark))
