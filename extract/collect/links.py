"""The documents that a page links: Word, PDF and the like, in which a report may stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote, urljoin

from extract.collect.hosts import is_allowed
from extract.collect.wire import Answer
from extract.decode import decode
from extract.errors import UndecodableError
from extract.html import HtmlElement, parse, select

DOCUMENTS_MAX = 5
"""Of one page. A report and its annexes are one to three files; more is a collection that the page only links."""

DOCUMENT = re.compile(r"\.(?:docx?|pdf|wps|ofd|zip)(?=$|[&?#])", re.IGNORECASE)
"""In an address, at the end of its path or of a parameter; or at the end of the link's words."""


def document_links(page: Answer, body: Collection[str], allowed_hosts: Collection[str]) -> tuple[str, ...]:
    """The first `DOCUMENTS_MAX` documents on allowed hosts that an HTML page links, those inside its body first.

    `body` are the platform's selectors of the element that holds the body.
    """
    if "html" not in (page.header("Content-Type") or "html").lower():
        return ()
    try:
        tree = parse(decode(page.body, page.header("Content-Type")).text)
    except UndecodableError:
        return ()  # told by whoever reads the archived page
    inside = [link for css in body for node in select(tree, css) for link in select(node, "a[href]")]
    found = dict.fromkeys(_documents(page.url, [*inside, *select(tree, "a[href]")]))
    return tuple(address for address in found if is_allowed(address, allowed_hosts))[:DOCUMENTS_MAX]


def _documents(base: str, links: list[HtmlElement]) -> Iterator[str]:
    """The addresses as whoever reads the page joins them, unquoted: under these the documents are looked up."""
    for link in links:
        address = _joined(base, link.get("href") or "")
        if DOCUMENT.search(unquote(address)) or DOCUMENT.search(link.text_content().strip()):
            yield address


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""  # no address can be made of it, and no host allows it
