"""How a body's paragraphs are marked up, from the clean to what Word leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from demo.attached import attachment_name
from demo.content import Article

SEE_ATTACHMENT = "根据工作安排，现将年度报告全文予以公布，详见附件。"

HEADING = re.compile(r"[一二三四五六七八九十]+、")
WORD_P = '<p class="MsoNormal" style="text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt">'
WORD_SPAN = '<span style="font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:Calibri">'
WORD_DIGITS = '<span lang="EN-US" style="font-size:16.0pt;font-family:&quot;Times New Roman&quot;,serif">'


def body_of(article: Article, opening: str, closing: str, *, indent: str = "") -> str:
    """An article's body in its form: as Word exports it, a line that names the attached file, or plain paragraphs."""
    if article.form == "docx":
        name = f"{escape(article.title)}.docx"
        link = f'<p>附件：<a href="./{attachment_name(article)}" title="{name}" OLDSRC="W0">{name}</a></p>'
        return paragraphs([SEE_ATTACHMENT], opening, closing, indent=indent) + link
    if article.form == "word":
        return word_paragraphs(article.paragraphs)
    return paragraphs(article.paragraphs, opening, closing, indent=indent)


def paragraphs(texts: Iterable[str], opening: str, closing: str, *, indent: str = "") -> str:
    """Each text between `opening` and `closing`, a chapter heading in bold."""
    return "".join(opening + indent + _bold(text) + closing for text in texts)


def word_paragraphs(texts: Iterable[str]) -> str:
    """Paragraphs as Word exports them: runs of digits in spans of their own, and cut up within a number."""
    return "\n".join(f"{WORD_P}{_word_runs(text)}<o:p></o:p></p>" for text in texts)


def _bold(text: str) -> str:
    return f"<strong>{escape(text)}</strong>" if HEADING.match(text) else escape(text)


def _word_runs(text: str) -> str:
    runs = (part for part in re.split(r"(\d+)", text) if part)
    return "".join(_word_digits(run) if run.isdigit() else f"{WORD_SPAN}{escape(run)}</span>" for run in runs)


def _word_digits(digits: str) -> str:
    first, rest = digits[:1], digits[1:]
    return "".join(f"{WORD_DIGITS}{part}</span>" for part in (first, rest) if part)
