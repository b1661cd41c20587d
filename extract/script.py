"""Traditional script: official gateways serve a converted reading of a simplified page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extract.swaps import swaps


@cache
def _converter() -> Callable[[str], str]:
    """OpenCC's conversion from Hong Kong's variants, which reads the general ones, too; character for character."""
    import opencc  # noqa: PLC0415 -- loaded with the first traditional text; most runs meet none

    convert: Callable[[str], str] = opencc.OpenCC("hk2s").convert
    return convert


def is_traditional(text: str) -> bool:
    """Whether a text is traditional as a whole: the forms that tell the scripts apart are mostly the traditional."""
    traditional, plain = _telling()
    found = len(traditional.findall(text))
    return found > 0 and found > len(plain.findall(text))


@cache
def _telling() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The forms that tell the scripts apart, traditional and simplified."""
    traditional, plain = zip(*swaps().telling, strict=True)
    return re.compile(f"[{''.join(traditional)}]"), re.compile(f"[{''.join(plain)}]")


def simplified(text: str) -> str:
    """The text in simplified script, as long as it was, if it is traditional as a whole; else the text itself.

    Names that simplified script writes with a traditional character (於潜, 乾县) are so left alone where they stand.
    """
    return _converter()(text) if is_traditional(text) else text
