"""The address that a saved page states of itself."""

from __future__ import annotations

from collections.abc import Iterator

from extract.decode import decode
from extract.html import HtmlElement, parse, select

META_NAMES = {"url", "og:url"}
"""`<meta name="Url">` is what Chinese government sites must write; `og:url` is for sharing. Compared in lower case."""


def _stated(page: HtmlElement) -> Iterator[str]:
    yield from (link.get("href", "") for link in select(page, "link[rel=canonical]"))
    for meta in select(page, "meta[content]"):
        if (meta.get("name") or meta.get("property") or "").lower() in META_NAMES:
            yield meta.get("content", "")


def page_address(content: bytes, content_type: str = "") -> str | None:
    """The absolute http(s) address that a page's head names as its own, or None.

    Raises UndecodableError where the bytes are no text.
    """
    page = parse(decode(content, content_type).text)
    return next((url.strip() for url in _stated(page) if url.strip().startswith(("http://", "https://"))), None)
