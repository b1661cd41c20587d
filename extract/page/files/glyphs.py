"""Characters that fonts say instead of those that they show: reverse look-ups in PDF and OFD give look-alikes."""

from __future__ import annotations

import re
import unicodedata

from extract.page.lines import INVISIBLE

FOLDED = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06]")
"""Radicals of the Kangxi dictionary and Latin ligatures: NFKC knows what each is."""

UPRIGHT = str.maketrans(
    "︐︑︒︓︔︕︖︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈", "，、。：；！？—（）｛｝〔〕【】《》〈〉「」『』［］"
)
"""Marks as vertical lines have them. NFKC makes ASCII of some."""

RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
"""Radicals of the supplement that are characters by themselves (as in Unicode's EquivalentUnifiedIdeograph.txt)."""

OWN_BLANKS = str.maketrans({"\ue5e5": " ", "\ue5ce": " ", "\xa0": " "})
"""Where GBK's fonts keep their blanks."""

SYMBOLS = re.compile("[\uf020-\uf0ff]")
"""Symbol fonts show bullets and ticks here; they say nothing."""

UNKNOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ua500-\ud7ff\ue000-\uf8ff\ufffd\ufffe\uffff]")
"""What no Chinese document holds: controls, private characters, Hangul and its neighbours. Fonts that don't name their
characters give these, for their numbers are taken for Unicode's."""


def shown(text: str) -> str:
    """The characters that are seen, in NFC."""
    text = SYMBOLS.sub("", text.translate(OWN_BLANKS).translate(RADICALS).translate(UPRIGHT))
    text = FOLDED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))
