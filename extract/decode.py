"""Bytes to text. Portals declare one encoding and send another: a declaration is a hint that the bytes must prove."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.errors import UndecodableError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)

META_WINDOW = 4096
"""Bytes searched for a declaration. The HTML standard says 1,024; portals put scripts and styles before it."""

READ_AS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "gb_2312", "x-gbk", "cp936", "ms936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("hz-gb-2312", "hz"), "hz"),
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
"""Declared names that count, and what they are read as: pages that declare gb2312 hold characters that only GBK or
GB 18030 have. Any other name (iso-8859-1 is a server's default) says nothing of a Chinese page."""

TRIED = ("utf-8", "gb18030", "big5hkscs")
"""What is tried where the declaration fails. UTF-8 first: text of another encoding is all but never valid UTF-8,
while GB 18030 reads most byte strings of even length as some rare characters."""

PLAUSIBLE_SHARE = 0.8
"""Least share of a text's ideographs that are everyday ones (the first level of GB 2312 or of Big5). Three reports:
1.00 each; the same bytes in UTF-8 or UTF-16 read as GB 18030: 0.36 at most; Big5 and GBK taken for each other: 0.58."""

CONTROL_SHARE = 0.005
"""Largest share of control characters: random bytes hold one in ten, a page pasted from Word a handful."""

NUL_SHARE = 0.1
"""Least share of NUL bytes that tells UTF-16 without a mark: markup and digits give far more, other text has none."""

SAMPLE = 20_000
JUDGED = 1_000
"""Characters, and ideographs among them, that are looked at to judge a text. Scripts may fill the first thousands."""

CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
IDEOGRAPHS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
ASCII = bytes(range(0x80))


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in NFC, the encoding that gave it, and the encoding that was declared (None where none was)."""

    text: str
    encoding: str
    declared: str | None


def declared_encodings(content: bytes, content_type: str) -> list[str]:
    """The encodings that the HTTP header and the page's own head name, in that order, lower case."""
    header = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", content_type, re.IGNORECASE)
    meta = META_CHARSET.search(content[:META_WINDOW])
    return [*([header[1].lower()] if header else []), *([meta[1].decode("ascii").lower()] if meta else [])]


def _unmarked_utf16(content: bytes) -> list[str]:
    head = content[:SAMPLE]
    if head.count(0) < NUL_SHARE * len(head) or not head:
        return []
    return ["utf-16-le", "utf-16-be"] if head[1::2].count(0) > head[0::2].count(0) else ["utf-16-be", "utf-16-le"]


def _candidates(content: bytes, declared: list[str]) -> list[str]:
    """What to try, in order: marks, valid UTF-8 whatever it is called, declarations, then the usual ones."""
    marked = [encoding for bom, encoding in BOMS if content.startswith(bom)]
    said = [READ_AS[name] for name in declared if name in READ_AS]
    return list(dict.fromkeys([*marked, *_unmarked_utf16(content), "utf-8", *said, *TRIED]))


@cache
def _rare() -> re.Pattern[str]:
    """Any character but those of the first levels of GB 2312 (3,755 characters) and of Big5 (5,401)."""
    rows = [("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)), ("big5", range(0xA4, 0xC7), range(0x40, 0xFF))]
    codes = ((encoding, bytes((row, cell))) for encoding, lines, cells in rows for row in lines for cell in cells)
    everyday = {code.decode(encoding, "ignore") for encoding, code in codes}
    return re.compile(f"[^{''.join(map(re.escape, everyday))}]")


def _is_text(text: str) -> bool:
    """Whether there is hardly a control character in it."""
    sample = text[:SAMPLE]
    return "\x00" not in text and len(CONTROLS.findall(sample)) <= CONTROL_SHARE * len(sample)


def _beyond_ascii(text: str) -> str:
    """The characters of a text that ASCII lacks: by bytes, as a pattern passes over markup ten times as slowly."""
    return text.encode("utf-8", "surrogatepass").translate(None, ASCII).decode("utf-8", "surrogatepass")


def is_plausible(text: str) -> bool:
    """Whether its ideographs are such as people write. A text of other letters than ASCII and no ideograph is not."""
    others = _beyond_ascii(text[:SAMPLE])
    judged = "".join(IDEOGRAPHS.findall(others))[:JUDGED]
    if not judged:
        return not others
    return len(judged) - len(_rare().findall(judged)) >= PLAUSIBLE_SHARE * len(judged)


def _readings(content: bytes, encodings: list[str]) -> Iterator[tuple[str, str]]:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            yield text, encoding


def decode(content: bytes, content_type: str = "") -> Decoded:
    """The text of a page, by byte order mark, declaration, then trial; never with replacement characters.

    The first reading whose ideographs are everyday ones wins; where none is, the first that is text at all.
    Raises UndecodableError where no encoding reads every byte, or what it reads is no text.
    """
    declared = declared_encodings(content, content_type)
    encodings = _candidates(content, declared)
    first: tuple[str, str] | None = None
    for text, encoding in _readings(content, encodings):
        first = first or (text, encoding)
        if is_plausible(text):
            first = (text, encoding)
            break
    if first is None:
        raise UndecodableError(
            f"the bytes are text in none of {', '.join(encodings)} (declared: {', '.join(declared) or 'nothing'})",
            "Look at the archived bytes: the answer may be an image, an archive, or cut off in the middle.",
        )
    return Decoded(unicodedata.normalize("NFC", first[0]), first[1], declared[0] if declared else None)
