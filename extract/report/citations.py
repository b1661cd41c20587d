"""The laws and documents that a report cites: 《…》 with the document number behind it, or a number alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.knowledge import read_yaml
from extract.report.repair import Repaired, mend

DOCUMENT_NUMBER = r"[\u4e00-\u9fff]{1,14}〔\s?(?:19|20)\d{2}\s?〕\s?(?:第\s?)?\d{1,5}(?:-\d+)?\s?号"
ORDER_NUMBER = r"[\u4e00-\u9fff]{0,12}令\s?(?:第\s?)?\d{1,5}(?:-\d+)?\s?号"

CITATION = re.compile(
    rf"《(?P<title>[^《》\n]{{2,120}}(?:《[^《》\n]*》[^《》\n]*)*)》"
    rf"(?:\s?\(\s?(?P<number>{DOCUMENT_NUMBER}|{ORDER_NUMBER})[^()\n]{{0,12}}\))?"
    rf"|(?P<alone>{DOCUMENT_NUMBER})"
)


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A citation: title without its marks, document number (what it lost put back), and the half-open span of both.

    The span counts the page's characters.
    """

    title: str | None
    document_number: str | None
    start: int
    end: int


@cache
def _document_endings() -> re.Pattern[str]:
    return re.compile(f"(?:{read_yaml('citations.yml')['document_endings']})(?:\\([^()]*\\))?$")


def find_citations(body: Repaired, own_number: str | None = None) -> list[CitedDocument]:
    """The citations of a body, in order; names of newspapers, columns and campaigns in 《…》 are none.

    `own_number` is the report's own document number, which is never among them.
    """
    found: list[CitedDocument] = []
    for match in CITATION.finditer(body.text):
        title = body.quote(*match.span("title")) if match["title"] else None
        group = "number" if match["number"] else "alone"
        number = mend(body.quote(*match.span(group))).strip() if match[group] else None
        if number and own_number and number == mend(own_number):
            continue
        if title and not number and not _document_endings().search(match["title"]):
            continue
        found.append(CitedDocument(title, number, body.start(match.start()), body.end(match.end())))
    return found
