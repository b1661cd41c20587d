"""What a document is: the yearly report or a neighbour, by its title, or by its opening where that is silent."""

from __future__ import annotations

from extract.records import Document
from extract.report.issuer_words import IssuerWords, issuer_words
from extract.report.naming import first_headings, opening_of
from extract.titles import OTHER, REPORT, kind_of_title, names_document

UNSURE_KINDS = frozenset({OTHER, "law_report", "duty_report", "notice", "news", "plan"})
"""Kinds of title under which a report may stand all the same, if its opening announces one."""


def kind_of(document: Document) -> str:
    """`report`, or the neighbour that the title announces, unless the opening announces a report after all.

    Under a title that names a neighbour only an announcement counts that names the subject; under one that names no
    document, the words around a general announcement and the first headings count, too.
    """
    kind = kind_of_title(document.title).kind
    if kind not in UNSURE_KINDS:
        return kind
    words, opening = issuer_words(), opening_of(document.body_text)
    if _announces_report(words, opening):
        return REPORT
    if kind == OTHER and not names_document(document.title) and _reads_like_report(words, opening, document):
        return REPORT
    return kind


def _announces_report(words: IssuerWords, opening: str) -> bool:
    announced = words.announces_report.search(opening)
    return announced is not None and not words.announces_neighbour.search(announced[0])


def _reads_like_report(words: IssuerWords, opening: str, document: Document) -> bool:
    """Whether an opening under no title reports on the rule of law: it announces a report, tells of a year's work, or
    the report's own outline follows.

    The subject must stand in its own words or head a section; an opening that only cites a plan needs such a heading.
    """
    if words.opens_neighbour.search(opening):
        return False
    headings = first_headings(document.body_text)
    headed = any(words.subject.search(heading) for heading in headings)
    spoken = words.subject.search(words.cited.sub("", opening)) is not None
    announced = words.announces.search(opening)
    if announced:
        cited = words.subject.search(opening) and any("法治" in heading for heading in headings)
        return not words.announces_neighbour.search(announced[0]) and bool(spoken or headed or cited)
    if document.title:
        return False
    outlined = any(words.report_heading.search(heading) for heading in headings[:1])
    opens = words.opens_with_year.search(opening) is not None
    return outlined or (opens and ((spoken and headed) or _looks_back(opening, headings, spoken=spoken, headed=headed)))


def _looks_back(opening: str, headings: list[str], *, spoken: bool, headed: bool) -> bool:
    """Whether an opening tells what was reached, and its headings are a report's.

    Where the opening speaks of the subject, one that reports take from the State's outlines suffices. Where it speaks
    of the rule of law at large, so must several of them, the subject among them, and of no neighbour's matter.
    """
    words = issuer_words()
    if words.looks_back.search(opening) is None:
        return False
    if spoken:
        return any(words.outline_heading.search(heading) for heading in headings)
    lawful = [heading for heading in headings if words.rule_of_law.search(heading)]
    neighbour = words.justice_work.search(opening) or words.announces_neighbour.search(opening)
    return headed and len(lawful) > 1 and words.rule_of_law.search(opening) is not None and neighbour is None
