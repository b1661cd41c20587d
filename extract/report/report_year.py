"""Which year a report is of: from its title, its opening, and only then from its dates."""

from __future__ import annotations

import re

from extract.records import Document
from extract.report.issuer_words import issuer_words
from extract.report.naming import first_headings, opening_of, squeeze, squeeze_lines

FIRST_YEAR = 2004
"""The first yearly reports on administration by law follow the State Council's outline of 2004."""
LAST_MONTH = 6
"""A report is due before 1 April of the next year; a date after June tells nothing of the report's year by itself."""
QUOTED = re.compile("《([^《》]*)》")
DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "O": "0"}


def report_year(document: Document) -> int | None:
    """The year of the report, or None where title, opening and dates state no single one."""
    return (
        _year_of_title(squeeze(document.title))
        or _year_of_title(squeeze(document.heading or ""))
        or _year_of_opening(squeeze(opening_of(document.body_text)))
        or _year_of_heading(document.body_text)
        or _year_of_first_sentence(document.body_text)
        or _year_of_dates(document)
    )


def _year_of_title(title: str) -> int | None:
    """The first year of the title that is not only planned for; else of the report whose title it quotes."""
    quoted = (inner for inner in QUOTED.findall(title) if issuer_words().report_noun.search(inner))
    return _first_year(title) or next((year for inner in quoted if (year := _first_year(inner))), None)


def _first_year(title: str) -> int | None:
    words, bare = issuer_words(), _without_other_years(title)
    years = list(words.single_year.finditer(bare))
    for index, year in enumerate(years):
        end = years[index + 1].start() if index + 1 < len(years) else len(bare)
        plan = words.plan_behind.search(bare[year.end() : end])
        if plan is None or words.report_noun.search(plan[0]):
            return _number(year[1])
    return None


def _year_of_opening(opening: str) -> int | None:
    words, bare = issuer_words(), _without_other_years(opening)
    match = words.announced_year.search(bare) or words.opening_year.search(bare)
    return _number(match[1]) if match else None


def _year_of_heading(body: str) -> int | None:
    """The year that the first heading names, if it looks back on one."""
    first = next(iter(first_headings(body)), "")
    match = issuer_words().heading_year.search(_without_other_years(first))
    return None if match is None or issuer_words().plan_behind.search(first[match.end(1) :]) else _number(match[1])


def _year_of_first_sentence(body: str) -> int | None:
    """The year that the first sentence below the headings begins with (2023年,在市委领导下…)."""
    match = issuer_words().sentence_year.search(squeeze_lines(body))
    return _number(match[1]) if match else None


def _without_other_years(text: str) -> str:
    words = issuer_words()
    return words.year_range.sub("", words.other_years.sub("", text))


def _year_of_dates(document: Document) -> int | None:
    """The year before the earliest date, where that date is early in its year and the body speaks of that year."""
    dates = [day for day in (document.header.written_on, document.header.published_on) if day is not None]
    if not dates or min(dates).month > LAST_MONTH:
        return None
    year = min(dates).year - 1
    return year if f"{year}年" in document.body_text else None


def _number(written: str) -> int | None:
    year = int("".join(DIGITS.get(character, character) for character in written))
    return year if year >= FIRST_YEAR else None
