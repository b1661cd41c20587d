"""Troubles: what keeps the explorer from answering, as a page or as JSON that says what is the matter, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from explorer.rendering import render
from explorer.words import word
from extract.errors import (
    AbsentError,
    ArchiveError,
    BusyError,
    FazhiError,
    QueryError,
    ReleaseError,
    RemovedError,
    UnpublishedError,
    UsageError,
)

API = "/api/"

RETRY_SECONDS = 5
"""When a browser or a program may ask again, where it is told that the explorer cannot answer now."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A kind of trouble: `error.KIND.title` and `error.KIND.remedy` are its words."""

    kind: str
    status: int
    detail: str = ""
    """What is the matter with this very request, in English."""
    advice: str = ""


class Failure(BaseModel):
    """What the API answers instead."""

    kind: str
    message: str
    remedy: str = Field(description="What to do about it")


class Refusal(BaseModel):
    """An answer of the API that is none."""

    error: Failure


_KINDS: tuple[tuple[type[Exception], str, int], ...] = (
    (AbsentError, "absent", 404),
    (UsageError, "wrong", 400),
    (BusyError, "busy", 503),
    (QueryError, "stopped", 503),
    (UnpublishedError, "unpublished", 503),
    (RemovedError, "removed", 503),
    (ReleaseError, "damaged", 503),
    (ArchiveError, "unarchived", 404),
)
"""The first that fits. A page's own queries are never wrong SQL: a QueryError of theirs is that they took too much."""

_STATUSES = {404: "unknown", 405: "method", 408: "slow", 413: "large", 414: "long"}


def trouble_of(error: Exception) -> Trouble:
    """What an exception means to the reader."""
    if isinstance(error, RequestValidationError):
        return Trouble("wrong", 400, "; ".join(map(_wrong_parameter, error.errors())))
    if isinstance(error, HTTPException):
        return Trouble(_STATUSES.get(error.status_code, "failed"), error.status_code, error.detail)
    for kind, name, status in _KINDS:
        if isinstance(error, kind) and isinstance(error, FazhiError):
            return Trouble(name, status, error.message, error.remedy)
    return Trouble("failed", 500)


def _wrong_parameter(error: dict[str, object]) -> str:
    place = error["loc"]
    name = place[-1] if isinstance(place, tuple) else place
    return f"{name}: {error['msg']}"


def tell(request: Request, trouble: Trouble) -> Response:
    """The page of a trouble, or its JSON where the API was asked."""
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(RETRY_SECONDS)} if trouble.status == 503 else {})
    if str(request.scope["path"]).startswith(API):
        said = trouble.detail or word(f"error.{trouble.kind}.title", "en")
        remedy = trouble.advice or word(f"error.{trouble.kind}.remedy", "en")
        failure = Failure(kind=trouble.kind, message=said, remedy=remedy)
        return JSONResponse(Refusal(error=failure).model_dump(), trouble.status, headers)
    page = render(request, "error.html", trouble=trouble)
    return HTMLResponse(page, trouble.status, headers)


def tell_all(app: FastAPI) -> None:
    """Let every error of the application be told; uvicorn logs those that nobody foresaw."""

    def handle(request: Request, error: Exception) -> Response:
        return tell(request, trouble_of(error))

    foreseen = [kind for kind, _, _ in _KINDS]
    for kind in (*foreseen, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, handle)
