"""What a page belongs together with: its further pages, and the documents that it links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from extract.collect.hosts import is_allowed
from extract.collect.wire import Answer
from extract.continuation import further_pages
from extract.decode import decode
from extract.errors import UndecodableError
from extract.html import HtmlElement, parse, select

DOCUMENTS_MAX = 5
"""Of one page. A report and its annexes are one to three files; more is a collection that the page only links."""

DOCUMENT = re.compile(r"\.(?:docx?|pdf|wps|ofd|zip)(?=$|[&?#])", re.IGNORECASE)
"""In an address, at the end of its path or of a parameter; or at the end of the link's words."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """An address that a page is read together with, and the role of its snapshot: part or attachment."""

    url: str
    role: str


def belongings(page: Answer, body: Collection[str], allowed_hosts: Collection[str]) -> tuple[Belonging, ...]:
    """On allowed hosts: an HTML page's further pages, and the first `DOCUMENTS_MAX` documents that it links, those
    inside its body first.

    `body` are the platform's selectors of the element that holds the body.
    """
    if "html" not in (page.header("Content-Type") or "html").lower():
        return ()
    try:
        text = decode(page.body, page.header("Content-Type")).text
    except UndecodableError:
        return ()  # told by whoever reads the archived page
    tree = parse(text)
    links = select(tree, "a[href]")
    parts = further_pages(page.url, text, ((link.get("href") or "", link.text_content()) for link in links))
    inside = [link for css in body for node in select(tree, css) for link in select(node, "a[href]")]
    documents = [
        url for url in dict.fromkeys(_documents(page.url, [*inside, *links])) if is_allowed(url, allowed_hosts)
    ]
    return (
        *(Belonging(url, "part") for url in parts if is_allowed(url, allowed_hosts)),
        *(Belonging(url, "attachment") for url in documents[:DOCUMENTS_MAX]),
    )


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
