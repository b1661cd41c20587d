"""Answers that are no page though they come as one: told by their status, by patterns, and by what they lack."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from extract.collect.failures import Kind, SoftFailureError
from extract.collect.look import IDEOGRAPH, Look, fold, look_at
from extract.collect.soft_rules import SoftRule, soft_rules
from extract.collect.wire import Answer
from extract.decode import decode
from extract.errors import UndecodableError

FOUND = 200
"""The one status whose answer is judged by what it lacks."""

MARKUP_RULE = "markup"

PAGES = ("page", "part")
"""Roles of answers that must hold an article; a listing may be a fragment, data, or empty for good reasons."""

STUB_WORDS = 8
"""Ideographs on the page; in its scripts, counted apart. The thinnest page of a report, whose text is an attachment,
has its title at least."""

STUB_BYTES = 2048
"""A listing without a word and a link is a stub up to here; portals were seen to answer with 300 to 400 bytes. A
larger one has a script that makes its rows, and is for its platform to read."""

INDEX_LINKS = 20
INDEX_WORDS = 300
"""A page of so many links and so few ideographs outside of them, which does not bear the title that the listing
announced, is an index. Home pages have hundreds of links; a footer alone has 60 to 200 ideographs."""

HOME = re.compile(r"/?(?:(?:index|default|home|main)\.\w+)?", re.IGNORECASE)
"""The path of a portal's home page."""

SEPARATOR = re.compile(r"\s*(?:[-_|–—»>]|::)\s*")
"""Between the parts of a <title>: the page's, the column's, the portal's."""

MARKUP = re.compile(r"<(?:!doctype html|html|head|body|script|meta|frameset)\b", re.IGNORECASE)
MARKUP_WITHIN = 1024
DATA = re.compile(r"\s*(?:[\[{]|<\?xml|<(?:datastore|recordset|rss|feed)\b)", re.IGNORECASE)
"""What data begin with, of which a listing may consist."""

ANCHOR = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^>]*>")
STATED = re.compile(r"""<meta\b[^>]*content=["']([^"']*)""", re.IGNORECASE)
NO_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Expected:
    """What was asked for: the role of the answer, the title that a listing announced, the source's listings."""

    role: str
    title: str = ""
    listings: tuple[str, ...] = ()


def soft_failure(answer: Answer, expected: Expected, asked: str = "") -> SoftFailureError | None:
    """What is wrong with an answer that is no page; None for one that may be what was asked for.

    `asked` is the address before redirects.
    """
    found = _failure(answer, expected, asked or answer.url)
    return SoftFailureError(found[0], f"{answer.url}: {found[1]}") if found else None


def _failure(answer: Answer, expected: Expected, asked: str) -> tuple[Kind, str] | None:
    if kind := soft_rules().statuses.get(answer.status):
        return kind, f"the portal answers {answer.status} {answer.reason}".rstrip()
    if answer.status == FOUND and not answer.body.strip():
        return "outage", "the answer is empty"
    try:
        text = decode(answer.body, answer.header("Content-Type")).text
    except UndecodableError:
        return None  # no page, and none that tells of a failure: told by whoever reads it
    is_markup = bool(MARKUP.search(text[:MARKUP_WITHIN]))
    if not is_markup and (expected.role == "attachment" or DATA.match(text)):
        return None
    look = look_at(text)
    found = _fitting(text, look, is_article=bool(expected.title) and _bears(text, expected.title))
    return found or (_structural(answer, text, look, expected, asked) if answer.status == FOUND else None)


def _fitting(text: str, look: Look, *, is_article: bool) -> tuple[Kind, str] | None:
    """The first rule that fits. On a page with the title that was announced, what words say does not count."""
    for rule in soft_rules().rules:
        if is_article and rule.place != MARKUP_RULE:
            continue
        if words := fitting_words(rule, text, look):
            return rule.kind, f"{rule.name}: {words}"
    return None


def fitting_words(rule: SoftRule, text: str, look: Look) -> str:
    """What a rule finds on a page, or nothing. It finds nothing on a page of many words."""
    if rule.place == MARKUP_RULE:
        found = rule.pattern.search(text) if look.visible <= rule.most else None
        return found[0][:60] if found else ""
    if look.running > rule.most:
        return ""
    if rule.place == "line":
        return next((line[:60] for line in look.lines if rule.pattern.match(line)), "")
    parts = (look.title, *SEPARATOR.split(look.title))
    return next((part for part in parts if rule.pattern.fullmatch(part)), "")


def _structural(answer: Answer, text: str, look: Look, expected: Expected, asked: str) -> tuple[Kind, str] | None:
    if expected.role == "attachment":
        is_page = "html" in answer.header("Content-Type").lower()
        return ("redesign", "a page in place of the document") if is_page else None
    if _leads_home(answer.url, look):
        return "redesign", f"the page leads on to {look.refresh}"
    if _is_stub(answer, look, expected):
        return "outage", f"a stub of {len(answer.body)} bytes"
    if expected.role in PAGES:
        return _index(answer, text, look, expected, asked)
    return None


def _leads_home(url: str, look: Look) -> bool:
    """Whether the page has nothing but a pointer to the portal's home page."""
    target = urlsplit(urljoin(url, look.refresh))
    is_home = bool(look.refresh) and bool(HOME.fullmatch(target.path)) and not target.query
    return is_home and look.running <= INDEX_WORDS and target.path != urlsplit(url).path


def _is_stub(answer: Answer, look: Look, expected: Expected) -> bool:
    """Whether the page shows no word, and nothing in which words could stand."""
    if look.frames or look.pictures or look.links:
        return False
    if expected.role in PAGES:
        return look.visible < STUB_WORDS and len(IDEOGRAPH.findall(look.scripts)) < STUB_WORDS
    is_whole = MARKUP.search(answer.body[:MARKUP_WITHIN].decode("latin-1"))
    return bool(is_whole) and len(answer.body) < STUB_BYTES and not look.visible and not look.scripts.strip()


def _index(answer: Answer, text: str, look: Look, expected: Expected, asked: str) -> tuple[Kind, str] | None:
    """Whether a home page or a listing stands where an article was asked for."""
    if answer.url != asked and _is_index_address(answer.url, asked, expected.listings):
        return "redesign", f"the portal leads from {asked} to an index"
    if len(look.links) < INDEX_LINKS or look.running > INDEX_WORDS or not expected.title:
        return None
    if look.documents or look.frames or _bears(text, expected.title):
        return None
    return "redesign", f'an index of {len(look.links)} links in place of "{expected.title}"'


def _is_index_address(url: str, asked: str, listings: Collection[str]) -> bool:
    parts = urlsplit(url)
    is_home = HOME.fullmatch(parts.path) and not parts.query and not HOME.fullmatch(urlsplit(asked).path)
    return url in listings or bool(is_home)


def _bears(text: str, title: str) -> bool:
    """Whether the title's first half stands anywhere in the page's source but in a link; listings cut and edit ends."""
    stated = " ".join(STATED.findall(text))
    words = NO_WORD.sub("", fold(TAG.sub("", ANCHOR.sub("", text)) + stated))
    sought = NO_WORD.sub("", fold(title))
    return sought[: (len(sought) + 1) // 2] in words
