"""Dates that no label names: in the page's address, below the title, in the signature that closes a body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

from extract.dates import find_date, is_date, parse_date
from extract.page.lines import Line, is_prose, squeeze
from extract.page.trim import ends_like_organ

URL_DATES = (
    re.compile(r"/(?P<year>20\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})/"),
    re.compile(r"/t(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)_"),
    re.compile(r"/(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)/"),
    re.compile(r"/(?P<year>20\d\d)(?P<month>\d\d)/(?P<day>\d\d)/"),
    re.compile(r"/(?P<year>20\d\d)-(?P<month>\d\d)/(?P<day>\d\d)/"),
    re.compile(r"/(?P<year>20\d\d)/(?P<month>\d\d)-?(?P<day>\d\d)/"),
    re.compile(r"/(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:\d{6,})?[/_]"),
)

SIGNATURE_LINES = 8
"""How many lines from the end the date that signs a body may stand: annexes and contacts may follow it."""
SIGNATURE_LENGTH = 60
"""Longest line, or last sentence, of a signature: two senders of 20 characters and the date in full."""


LABELLED = re.compile("[,。;:]|(?:时间|日期)$")
"""What stands before the date of a sentence or of a table's row, and never before that of a signature."""


def date_in_url(url: str) -> date | None:
    """The day that a page's address names in one of the ways of content systems, or None."""
    path = urlsplit(url).path
    for pattern in URL_DATES:
        match = pattern.search(path)
        if match:
            return parse_date(f"{match['year']}-{match['month']}-{match['day']}")
    return None


def _closing_date(line: Line) -> date | None:
    last = line.text.rpartition("。")[2] if is_prose(line) else line.text
    text = squeeze(last).rstrip("印发)")
    hit = find_date(text) if len(text) <= SIGNATURE_LENGTH else None
    signs = hit and hit[2] == len(text) and not LABELLED.search(text[: hit[1]])
    return hit[0] if hit and signs else None


def signature_date(body: Sequence[Line]) -> date | None:
    """The date of the signature that closes a body: a short line that ends in a date, the sender before it perhaps.

    Where the whole body is one line, its last words are the signature. Where a letter stands before the document that
    it sends out, the letter's signature counts: a sender's line, and one that is a date.
    """
    for line in reversed(body[-SIGNATURE_LINES:]):
        day = _closing_date(line)
        if day:
            return day
        if is_prose(line):
            break
    signed = (below for line, below in pairwise(body) if is_date(below.text) and ends_like_organ(line.text))
    return next((_closing_date(line) for line in signed), None)


def bracketed_date(lines: Sequence[Line]) -> date | None:
    """The date that stands alone in brackets, as speeches and decisions have it below their title: by its writer's
    hand (2024年3月8日), not as a page's system prints its own (2024-03-08)."""
    dated = (line.text for line in lines if line.text[:1] in "(（" and "年" in line.text and is_date(line.text))
    return next((parse_date(text) for text in dated), None)
