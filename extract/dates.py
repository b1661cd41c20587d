"""Dates as portals and reports write them, in digits or in Chinese numerals."""

from __future__ import annotations

import re
from datetime import date

from extract.folding import nfkc

NUMERALS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
NUMERALS |= {"零": 0, "○": 0, "Ｏ": 0, "O": 0, "o": 0, "0": 0, "０": 0, "◯": 0, "元": 1}
"""Characters that stand for one digit. Writers take any round one for 〇."""

MONTHS = 12

EPOCH = date(1970, 1, 1)
"""What a content system prints for "no date"; never the date of a page."""

IN_DIGITS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*"
    r"(?P<day>\d\d(?=[0-2]\d[:：]\d\d)|\d{1,2}(?!\d))\s*[日号]?"
)
"""The two digits of a day may touch those of the time behind them (`2024-03-2809:30`)."""
DAY_FIRST = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<sign>[./])(?P<month>\d{1,2})(?P=sign)(?P<year>20\d\d)(?![\d./-])"
)
"""Between strokes day and month change places: `21/03/2024` and `03/21/2024` are read, `03/04/2024` is not."""
YEAR_LAST = re.compile(r"(?<![\d.-])(?P<month>[01]\d)-(?P<day>[0-3]\d)\s+(?P<year>20\d\d)(?!\s*[\d年./-])")
"""A tile with the day above its year, `03-08 2024`: two digits each, and no other date's year behind them."""
COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
NUMERAL = "[〇零○Ｏ◯Oo0０一二三四五六七八九]"
IN_NUMERALS = re.compile(
    rf"(?P<year>[一二]\s*{NUMERAL}\s*{NUMERAL}\s*{NUMERAL})\s*年\s*(?P<month>[一二三四五六七八九十元]{{1,3}})\s*月"
    r"\s*(?P<day>[一二三四五六七八九十]{1,3})\s*[日号]"
)

CLOCK = re.compile(r"[\s-]*T?\s*\d{1,2}\s*[:：]\s*\d{1,2}(?:\s*[:：]\s*\d{1,2}(?:\.\d+)?)?")
"""A time of day behind a date."""


def _below_hundred(word: str) -> int:
    """十, 十一, 二十, 三十一 … as a number; also one numeral alone."""
    tens, ten, ones = word.partition("十")
    if not ten:
        return int("".join(str(NUMERALS[character]) for character in word))
    return (NUMERALS[tens] if tens else 1) * 10 + (NUMERALS[ones] if ones else 0)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return None if found == EPOCH else found


def _of_digits(match: re.Match[str]) -> date | None:
    return _calendar(int(match["year"]), int(match["month"]), int(match["day"]))


def _of_day_first(match: re.Match[str]) -> date | None:
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if match["sign"] == "." or day > MONTHS or day == month:
        return _calendar(year, month, day)
    return _calendar(year, day, month) if month > MONTHS else None


def _of_numerals(match: re.Match[str]) -> date | None:
    year = int("".join(str(NUMERALS[character]) for character in match["year"] if not character.isspace()))
    try:
        return _calendar(year, _below_hundred(match["month"]), _below_hundred(match["day"]))
    except (KeyError, ValueError):
        return None


BESIDE_DATE = "()[]【】〔〕（）［］ "
BEGINS_DATE = re.compile(r"\s*[\d一二]")
ENDS_DATE = re.compile(r"[\d日号\s]")
"""How each of them, or the time behind it, begins and ends."""

READERS = (
    (IN_DIGITS, _of_digits),
    (IN_NUMERALS, _of_numerals),
    (COMPACT, _of_digits),
    (DAY_FIRST, _of_day_first),
    (YEAR_LAST, _of_digits),
)


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first full date in `text`, with the half-open span that states it (a time of day included), or None.

    Years from 1900 to 2099; a day that the calendar lacks, and the epoch, are no dates.
    """
    if "20" not in text and "19" not in text and "年" not in text:  # every pattern asks for one of them
        return None
    found: list[tuple[int, int, date]] = []
    for pattern, read in READERS:
        for match in pattern.finditer(text):
            day = read(match)
            if day:
                clock = CLOCK.match(text, match.end())
                found.append((match.start(), (clock or match).end(), day))
                break
    if not found:
        return None
    start, end, day = min(found)
    return day, start, end


def parse_date(text: str) -> date | None:
    """The first full date that `text` states, or None: `2024-03-28 09:30`, `2024年3月28日`, `二〇二四年三月…`"""
    hit = find_date(nfkc(text))
    return hit[0] if hit else None


def is_date(text: str) -> bool:
    """Whether `text` states a full date (and perhaps a time of day, in brackets perhaps) and nothing else."""
    alone = text.strip().strip(BESIDE_DATE)
    if not (BEGINS_DATE.match(alone) and ENDS_DATE.match(alone[-1])):
        return False
    bare = nfkc(text).strip().strip(BESIDE_DATE)
    hit = find_date(bare)
    return hit is not None and hit[1] == 0 and hit[2] == len(bare)
