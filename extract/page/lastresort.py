"""The last step of the cascade: trafilatura, where nothing else finds a text."""

from __future__ import annotations

from extract.page.held import is_document
from extract.page.lines import Line, lines_of_text
from extract.page.words import is_controls, is_the_site_s

MARKUP_LENGTH = 300_000
"""Longest markup that is handed on, in characters: five seconds a million. Three real pages have 45,000 each."""


def last_lines(text: str) -> list[Line]:
    """The lines of the main text that trafilatura finds in a page's markup; none where it finds no document.

    What a page without a text has of menus and footers is taken for one: two sentences at least are asked for.
    """
    if len(text) > MARKUP_LENGTH:
        return []
    from trafilatura import extract  # noqa: PLC0415 -- a third of a second, and hardly a page comes this far

    found = lines_of_text(extract(text, include_comments=False, favor_recall=True) or "")
    kept = [line for line in found if not (is_controls(line) or is_the_site_s(line))]
    return kept if is_document(kept) else []
