"""What of a container's lines is the document: neither the page's header, the repeated title, nor its furniture."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import pairwise

from extract.dates import is_date
from extract.page.asides import goes_on
from extract.page.lines import Line, is_link, is_marked, is_numbered, is_prose, joined, squeeze
from extract.page.pairs import is_dateline, is_header, pairs_of
from extract.page.words import (
    ends_body,
    is_above_body,
    is_attachment_line,
    is_controls,
    is_summary,
    is_the_site_s,
    may_end_body,
    words,
)

HEAD_LINES = 400
"""How many lines above a body are searched for title and labels. On three real pages bodies begin at line 38 to 62."""

TITLE_LINES = 6
"""Most lines that a title is spread over: the issuer, two or three of the title, 报告, a bracket."""

TITLE_LENGTH = 120
"""Longest title, in characters; those of three real reports have 23 to 32."""

ALIKE = 0.61
"""Least likeness, as difflib measures it, of a title in the body to the page's own. Four spellings of one title (issuer
left out, 年度 or 工作 added) reached 0.62 to 0.80; four other documents of the same issuer 0.40 to 0.60."""

SLOGAN_LINES = 4
"""Most lines between a site's slogan and the date of its page: columns, the title."""
LINE_LENGTH = 10
"""Least characters of a line that is taken for a title by its wording alone. Columns (政府工作报告) have fewer."""

SALUTATION_LENGTH = 60
ADDRESSED = re.compile(
    r"(?:[委府会會局厅廳办辦院组組]|人大|政协|政協|代表|委员|委員|主任|同志们?|领导|領導|部门|部門|单位|單位|[处處科]室)[)\]]?:$"
)
"""How a salutation ends: whom the report is addressed to."""

AFTER_TITLE = re.compile(r"\s|\d|[一二三四五六七八九十]+、|[(（]")
"""What a text may go on with behind a title that is fused to it."""

PUNCTUATION = re.compile(r"[^\w]")

DOCUMENT_NUMBER = re.compile(r".{1,12}[〔\[(]\d{4}[)\]〕].{0,4}\d+[号號]")
"""A document's number, where it is all that a line says (squeezed or not)."""

SIGNER = re.compile("签发人|簽發人")
"""What stands beside the number of a document that is sent up."""

SESSION = re.compile(
    r"[(\[]?(?:20\d\d年\d{1,2}月(?:\d{1,2}日)?在.{4,60}会(?:议?上?)?|在.{4,60}会议?上|.{0,30}次会议上)[)\]]?"
)
"""When and where a speech was held, or the rest of it below a line's break, as a whole squeezed line."""


COUNTED = re.compile(r"\d{3,10}")
"""How often a page was opened, where nothing says what is counted."""

LIST_NAME = 8
"""Longest name of a list of links that stands below a text, in characters: 最新文件, 公示公告栏."""

LIST_MARKS = ("•", ">", "»", "●", "■", "◆", "▪")

SPEAKER = re.compile(r"(?!.*关于)[^的,。:]{0,20}(?:人民政府|街道办事处|管理委员会|管委会)")
"""Who reports, as a whole squeezed line."""


def is_salutation(line: Line) -> bool:
    """Whether it addresses those whom the document is written to (市委、市人大常委会：)."""
    text = squeeze(line.text)
    return len(text) <= SALUTATION_LENGTH and bool(ADDRESSED.search(text)) and not is_header(line)


def begins_body(line: Line) -> bool:
    """Whether a document's text has begun with this line at the latest."""
    if not (is_prose(line) or is_marked(line) or is_salutation(line)) or is_header(line):
        return False
    return not (is_summary(line) or is_the_site_s(line))


def first_body_line(lines: Sequence[Line]) -> int:
    """The index of the first line that is surely the document's, or their number."""
    return next((at for at, line in enumerate(lines) if begins_body(line) and not _is_slogan(lines, at)), len(lines))


def _is_slogan(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence is the site's: the title with the date below it follows, and stands nowhere above."""
    if not is_prose(lines[at]):
        return False
    below = lines[at + 1 : at + 2 + SLOGAN_LINES]
    end = next((end for end, line in enumerate(below) if begins_body(line) or ends_body(line)), len(below))
    titled = (is_titled(title, dated) for title, dated in pairwise(below[:end]))
    return any(titled) and not any(names_document(line.text) for line in lines[:at])


def names_document(text: str) -> bool:
    """Whether a text is by its wording a document's name."""
    return len(squeeze(text)) >= LINE_LENGTH and ends_like_title(text)


def is_titled(title: Line, below: Line) -> bool:
    """Whether a line is by its wording a document's name and the one below it says when that was published."""
    published = any(pair.known and pair.known.field == "published_on" for pair in pairs_of(below))
    return names_document(title.text) and (published or is_dateline(below))


def key(text: str) -> str:
    """A title to compare: squeezed, without punctuation."""
    return PUNCTUATION.sub("", squeeze(text))


def without_signer(text: str) -> str:
    """A line without the name of him who signs the document, which stands beside its number."""
    return SIGNER.split(text, maxsplit=1)[0].rstrip()


def is_document_number(text: str) -> bool:
    """Whether it is a document's number and nothing else but who signs it; no row of a label and its number."""
    bare = without_signer(text)
    return "\t" not in bare and bool(DOCUMENT_NUMBER.fullmatch(squeeze(bare)))


def is_list_item(line: Line) -> bool:
    """Whether it is an item of a list, or goes on with a path: neither title nor text begins so."""
    return line.text.startswith(LIST_MARKS)


def is_session(text: str) -> bool:
    """Whether it says when and where a speech was held, and nothing else."""
    return bool(SESSION.fullmatch(squeeze(text)))


def names_no_document(text: str) -> bool:
    """Whether a text that stands where a title may stand is a document's number, a speech's session, or its speaker."""
    return is_document_number(text) or is_session(text) or bool(SPEAKER.fullmatch(squeeze(text)))


def ends_like_title(text: str) -> bool:
    """Whether it ends in the name of a kind of document, a bracket behind it aside."""
    bare = re.sub(r"[(〔\[][^()〔〕\[\]]*[)〕\]]$", "", squeeze(text))
    return bare.endswith(words("title_ending"))


def ends_like_organ(text: str) -> bool:
    """Whether it ends in the name of a kind of public body."""
    return squeeze(text).endswith(words("organ_ending"))


def without_title(text: str, title: str) -> str:
    """A text that begins with the title, as where a whole body stands on one line, without it.

    A sentence that goes on from the title's words (…情况如下) is left as it is.
    """
    wanted, said = key(title), ""
    for at, character in enumerate(text):
        if said == wanted:
            rest = text[at:]
            return rest.lstrip() if wanted and AFTER_TITLE.match(rest) else text
        said += key(character)
        if not wanted.startswith(said):
            break
    return text


def repeats(title: str, lines: Sequence[Line]) -> bool:
    """Whether lines, taken together, are the title again: the same, with the issuer before it, or nearly the same."""
    wanted, said = key(title), key(joined(lines))
    if not said or not wanted or len(said) > TITLE_LENGTH or any(is_date(line.text) for line in lines):
        return False
    if said == wanted:
        return True
    if said.endswith(wanted) or wanted.endswith(said):
        rest = said.removesuffix(wanted) if said.endswith(wanted) else wanted.removesuffix(said)
        return ends_like_organ(rest) or ends_like_title(said)
    if not ends_like_title(joined(lines)):
        return False
    return difflib.SequenceMatcher(None, said, wanted, autojunk=False).ratio() >= ALIKE


def title_range(lines: Sequence[Line], limit: int, title: str) -> tuple[int, int] | None:
    """The last lines before `limit` that repeat the title; the longest such run that ends there."""
    for end in range(limit, max(0, limit - HEAD_LINES), -1):
        for start in range(max(0, end - TITLE_LINES), end):
            if repeats(title, lines[start:end]):
                return start, end
    return None


def repeated_heading(lines: Sequence[Line], title: str) -> str | None:
    """The title as the lines of a document repeat it, where it says more or other than the title itself."""
    repeated = title_range(lines, first_body_line(lines), title)
    if repeated is None:
        return None
    start, end = repeated
    start = next((at + 1 for at in range(end - 1, start - 1, -1) if is_above_text(lines[at])), start)
    said = " ".join(line.text for line in lines[start:end])
    return None if key(said) in ("", key(title)) else said


def is_above_text(line: Line) -> bool:
    """Whether a line between the title and the text is the page's, not the document's: header, path, rule, number."""
    furniture = is_header(line) or is_dateline(line) or is_above_body(line) or is_list_item(line)
    return furniture or not key(line.text) or bool(COUNTED.fullmatch(line.text)) or is_document_number(line.text)


def head_end(lines: Sequence[Line], title: str) -> int:
    """How many lines at the head are the page's: its header, the title, and whatever stands above those."""
    limit = first_body_line(lines)
    repeated = title_range(lines, limit, title)
    end = repeated[1] if repeated else 0
    if limit == len(lines):
        return next((at for at in range(end, limit) if not is_above_text(lines[at])), limit)
    for at in range(limit - 1, end - 1, -1):
        if is_above_text(lines[at]) and not _in_one_table(lines[at], lines[limit]):
            return at + 1
    return end


def _in_one_table(line: Line, other: Line) -> bool:
    """Whether both are rows of one data table, which is all of the document or none of it."""
    return line.row is not None and other.row is not None and line.row.table == other.row.table


def tail_start(lines: Sequence[Line], head: int) -> int:
    """The index of the line that the furniture below the document begins with, or their number.

    Words that end a document elsewhere (相关链接) end none where its numbered headings or its text go on below them.
    """
    sure = head + first_body_line(lines[head:]) + 1
    numbered = next((at for at in range(len(lines) - 1, sure - 1, -1) if is_numbered(lines[at])), sure - 1)
    ends = (at for at in range(max(sure, numbered), len(lines)) if ends_body(lines[at]) and not goes_on(lines, at))
    end = next(ends, len(lines))
    last = next((at for at in range(end - 1, sure - 1, -1) if begins_body(lines[at])), sure - 1)
    end = next((at for at in range(last + 1, end) if may_end_body(lines[at])), end)
    below = end
    while end > sure and _is_below(lines[end - 1]):
        end -= 1
    listed = sum(map(is_link, lines[end:below])) > 1
    return end - 1 if listed and end > sure and _names_list(lines[end - 1]) else end


def _names_list(line: Line) -> bool:
    """Whether it can be the name of a list of links below it: a word or two, no sender and no date."""
    return len(line.text) <= LIST_NAME and not (is_marked(line) or is_date(line.text) or ends_like_organ(line.text))


def _is_below(line: Line) -> bool:
    """Whether it can't be a document's last line."""
    return is_controls(line) or is_attachment_line(line) or (is_link(line) and not is_prose(line))


def is_numbered_above(lines: Sequence[Line], start: int, title: str) -> bool:
    """Whether the document's number stands alone above its text: as the first line, or below the repeated title."""
    at = start - 1
    if at < 0 or not is_document_number(lines[at].text):
        return False
    return not at or any(repeats(title, lines[begin:at]) for begin in range(max(0, at - TITLE_LINES), at))


def document_range(lines: Sequence[Line], title: str) -> tuple[int, int]:
    """The half-open range of the document among the lines of its container."""
    head = head_end(lines, title)
    return head, tail_start(lines, head)
