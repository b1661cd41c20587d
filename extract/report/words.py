"""What a report is known again by wherever it stands: a digest of its words."""

from __future__ import annotations

import hashlib
import re

from extract.folding import nfkc
from extract.script import simplified

ENDING = 60
"""Words after the last full stop that do not count: signature, date and notes, which sites add and lose. A signature
with its date has 15 to 30, on the demo portals and in samples; a note on the file or its editor as many again."""

LEAST = 200
"""Words that a text must have to be known by them. Reports have thousands; what is shorter ("see the attachment")
stands on many pages."""

FULL_STOP = "。"

NO_WORD = re.compile(r"[^\w%‰](?:(?<=\s)|(?<!\d.)|(?!\d))", re.DOTALL)
"""Punctuation and blanks, but for what stands within a number: 1.5 and 15 are two words."""


def words_digest(body_text: str) -> str | None:
    """The sha256, hexadecimal, of a body's words; None for a text too short to be known by them.

    Blanks, punctuation, the forms of characters (NFKC), the script and what follows the last full stop do not count.
    """
    text = nfkc(simplified(body_text))
    told, stop, rest = text.rpartition(FULL_STOP)
    ending = NO_WORD.sub("", rest)
    words = NO_WORD.sub("", told) + (ending if not stop or len(ending) > ENDING else "")
    return hashlib.sha256(words.encode()).hexdigest() if len(words) >= LEAST else None
