"""The documentation of the API: its OpenAPI document as a page of ours, which asks no other host for anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from explorer.rendering import ENGLISH, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an address of the API takes: `bounds` in the words of JSON Schema, `pattern ^\\d{6}$, default 1`."""

    name: str
    place: str
    """`path` or `query`."""
    is_required: bool
    said: str
    bounds: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An address of the API, and what it answers."""

    method: str
    path: str
    said: str
    parameters: tuple[Parameter, ...]


@router.get("/api", response_class=HTMLResponse, include_in_schema=False)
@router.get(f"{ENGLISH}/api", response_class=HTMLResponse, include_in_schema=False)
def documented(request: Request) -> Response:
    """Every address, with its parameters and their bounds."""
    return HTMLResponse(render(request, "api.html", operations=tuple(_operations(request.app.openapi()))))


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            parameters = tuple(map(_parameter, told.get("parameters", ())))
            yield Operation(method.upper(), path, told.get("description", told["summary"]), parameters)


def _parameter(told: dict[str, Any]) -> Parameter:
    schema = told["schema"]
    stated = {**schema, **next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), {})}
    said = {name: value for name, value in stated.items() if name not in ("anyOf", "title", "description")}
    bounds = ", ".join(f"{name} {value}" for name, value in said.items())
    return Parameter(told["name"], told["in"], told.get("required", False), told.get("description", ""), bounds)
