"""The numbers of Word's lists, in the ways of counting that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")

LARGEST = 9_999
"""Numbers above it are shown as decimals: no document has such a list."""


def _by_digit(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _by_place(number: int, digits: str = DIGITS, places: str = "十百千", *, full: bool = False) -> str:
    """二十三, 一百〇五. `full` says 壹拾 for ten, where counting says 十."""
    figures = [int(digit) for digit in str(number)]
    said = ""
    for at, figure in enumerate(figures):
        place = len(figures) - at - 1
        if figure:
            said += digits[figure] + (places[place - 1] if place else "")
        elif said and not said.endswith(digits[0]):
            said += digits[0]
    said = said.rstrip(digits[0]) or digits[0]
    return said[1:] if 10 <= number < 20 and not full else said


def _counting(number: int) -> str:
    """As Word counts in Chinese: 九十九, then digit by digit."""
    return _by_place(number) if number < 100 else _by_digit(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _roman(number: int) -> str:
    said = ""
    for worth, letters in ROMAN:
        said += letters * (number // worth)
        number %= worth
    return said + "x" * (number // 10) + ROMAN_UNITS[number % 10]


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number else "0"


def _run(first: str, last: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode (①②③), up to a number; decimals beyond."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


WAYS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _counting,
    "chineseCountingThousand": _by_place,
    "japaneseCounting": _by_place,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _by_place,
    "koreanCounting": _by_place,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": _by_digit,
    "chineseLegalSimplified": lambda number: _by_place(number, LEGAL_DIGITS, "拾佰仟", full=True),
    "ideographLegalTraditional": lambda number: _by_place(number, LEGAL_TRADITIONAL, "拾佰仟", full=True),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographEnclosedCircle": _run("㊀", 10),
    "decimalEnclosedCircle": _run("①", 20),
    "decimalEnclosedCircleChinese": _run("①", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
}
"""By the names of OOXML (ECMA-376, ST_NumberFormat)."""

WITHOUT_NUMBER = frozenset({"bullet", "none"})


def counted(number: int, way: str) -> str:
    """A number as a list shows it; a way that is not known counts in decimals."""
    if not 0 <= number <= LARGEST:
        return str(number)
    return WAYS.get(way, str)(number)
