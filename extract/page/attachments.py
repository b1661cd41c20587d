"""The documents that a page links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

from extract.page.flow import Link
from extract.page.lines import line, squeeze
from extract.records import Attachment

EXTENSIONS = ("docx", "doc", "pdf", "wps", "ofd", "zip")
"""Formats in which governments publish documents beside, or in place of, a page's text."""

NAMED = re.compile(rf"\.({'|'.join(EXTENSIONS)})(?![a-z0-9])", re.IGNORECASE)


def extension(attachment: Attachment) -> str | None:
    """The format that an attachment's address or name claims, lower case."""
    parts = urlsplit(attachment.url)
    for text in (unquote(parts.path), unquote(parts.query), attachment.name):
        found = NAMED.findall(text)
        if found:
            return str(found[-1]).lower()
    return None


def _may_be_document(link: Link) -> bool:
    """Whether a link's address or words can hold the name of a document."""
    return "%" in link.href or bool(NAMED.search(link.href)) or "." in link.words


def attachments(links: Iterable[Link], url: str) -> tuple[Attachment, ...]:
    """The linked documents under their absolute addresses, each once, in the page's order."""
    found: dict[str, Attachment] = {}
    in_document = bool(NAMED.search(unquote(url)))
    for link in links:
        href = link.href.strip()
        if not href or href.startswith(("#", "javascript:", "mailto:", "data:")):
            continue
        if not (in_document or _may_be_document(link)):
            continue
        try:
            attachment = Attachment(urljoin(url, href), line(link.words).text)
        except ValueError:  # an address no URL can be made of ("http://[") leads nowhere
            continue
        if extension(attachment) and squeeze(attachment.url):
            found.setdefault(attachment.url, attachment)
    return tuple(found.values())
