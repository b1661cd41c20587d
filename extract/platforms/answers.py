"""What portals answer: a page, or the JSON that a script of theirs asks for."""

from __future__ import annotations

import json
import re
from typing import Any

from extract.errors import ListingError
from extract.html import Tag, soup

DATA = re.compile(r"\s*(?:[{\[]|<\?xml(?!.{0,500}<html))", re.DOTALL | re.IGNORECASE)
"""How JSON begins, and XML that is no XHTML: markup that stands in it is not a page's."""


def page_of(text: str) -> Tag:
    """The page, or part of one, that an answer is; an empty one for JSON and XML."""
    return soup("" if DATA.match(text) else text)


def json_object(url: str, text: str, remedy: str) -> dict[str, Any]:
    """The object that the answer of `url` is. Raises ListingError, with the platform's `remedy`, for anything else."""
    try:
        answer = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise ListingError(f"{url}: the answer is not JSON ({error})", remedy) from error
    if not isinstance(answer, dict):
        raise ListingError(f"{url}: the JSON is no object", remedy)
    return answer
