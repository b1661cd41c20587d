"""Rendering: templates to HTML. Everything is escaped, and a name that a template misses is an error."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined

from explorer.formats import FILTERS
from explorer.words import Language, value_word, word

ENGLISH = "/en"
"""What stands before the address of a page in English."""

OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}


def with_query(path: str, parameters: Mapping[str, object]) -> str:
    """An address with its query; parameters that are None or empty are left out."""
    stated = urlencode({name: value for name, value in parameters.items() if value not in (None, "")}, doseq=True)
    return f"{path}?{stated}" if stated else path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is: the language, the path without it, and the parameters."""

    language: Language
    path: str
    stated: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Request) -> Place:
        """The place of a request."""
        path, stated = str(request.scope["path"]), dict(request.query_params)
        if path == ENGLISH or path.startswith(f"{ENGLISH}/"):
            return cls("en", path.removeprefix(ENGLISH) or "/", stated)
        return cls("zh", path, stated)

    def link(self, to: str, **parameters: object) -> str:
        """The address of a page in the same language."""
        return with_query((ENGLISH if self.language == "en" else "") + to, parameters)

    def here(self, **changes: object) -> str:
        """This address with other parameters; None takes one out."""
        return self.link(self.path, **(self.stated | changes))

    @property
    def other_address(self) -> str:
        """This page in the other language."""
        return Place(OTHER[self.language], self.path, self.stated).here()


def render(request: Request, template: str, **context: Any) -> str:
    """A template as HTML, in the language of the request."""
    place = Place.of(request)
    given = {
        "language": place.language,
        "path": place.path,
        "stated": place.stated,
        "link": place.link,
        "here": place.here,
        "other_address": place.other_address,
        "w": partial(word, language=place.language),
        "value_word": partial(value_word, language=place.language),
        "page": None,
        "release": None,
    }
    return _templates().get_template(template).render(given | context)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("explorer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["asset"] = asset
    templates.filters.update(FILTERS)
    return templates


@cache
def asset(path: str) -> str:
    """The address of a file of explorer/static/, which changes with its bytes, so that browsers may keep it."""
    content = resources.files("explorer").joinpath("static", path).read_bytes()
    return f"/static/{path}?v={hashlib.sha256(content).hexdigest()[:8]}"
