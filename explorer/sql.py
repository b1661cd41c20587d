"""The page and the API of the SQL console. A query has an address; one that is too long for that is posted."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from explorer.console import AT_ONCE, LIMITS, ROWS_SHOWN, Asker, Console, Format
from explorer.download import MEDIA, download
from explorer.examples import chapters
from explorer.faces import TROUBLE
from explorer.guard import ADDRESS_MOST
from explorer.release import ReadRelease, Release
from explorer.rendering import ENGLISH, render, with_query
from explorer.route import PARAMETERS_MOST, ReleaseRoute
from explorer.troubles import trouble_of
from extract.errors import BusyError, QueryError, UsageError

QUERY_MOST = 100_000
"""Characters of a posted query: a thousand divisions listed by their codes are a tenth of it."""

BODY_MOST = 1_000_000
"""Bytes: as many Chinese characters, each of them nine bytes in a form."""

CELL_MOST = 300
"""Characters of a cell that the page shows: a sentence, not a body. Downloads have all of it."""

BODY_SECONDS = 20.0
"""How long a posted query may take to come in."""

router = APIRouter(route_class=ReleaseRoute, responses=TROUBLE)

Sql = Annotated[str, Query(max_length=QUERY_MOST, description="One query: SELECT, WITH, DESCRIBE, SHOW, EXPLAIN")]


async def _posted(request: Request) -> dict[str, str]:
    """The fields of a form. Raises HTTPException for one that is too long or too slow, UsageError for what is none."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > BODY_MOST:
                    raise HTTPException(413, f"more than {BODY_MOST:,} bytes")
        return dict(parse_qsl(body.decode(), strict_parsing=bool(body), max_num_fields=PARAMETERS_MOST))
    except TimeoutError as error:
        raise HTTPException(408, f"it did not come in {BODY_SECONDS:g} seconds") from error
    except ValueError as error:
        raise UsageError(
            "this is no form: query=…&format=…", "Send it as application/x-www-form-urlencoded."
        ) from error


Posted = Annotated[dict[str, str], Depends(_posted)]


@router.get("/sql", response_class=HTMLResponse, include_in_schema=False)
@router.get(f"{ENGLISH}/sql", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, release: Release, console: Asker, query: Sql = "") -> Response:
    """The console; with a query its answer. A query that another site's page sends is only filled in."""
    is_sent = request.headers.get("Sec-Fetch-Site") == "cross-site"
    return _page(request, release, console, query, runs=not is_sent)


@router.post("/sql", response_class=HTMLResponse, include_in_schema=False)
@router.post(f"{ENGLISH}/sql", response_class=HTMLResponse, include_in_schema=False)
def show_posted(request: Request, release: Release, console: Asker, posted: Posted) -> Response:
    """The same for a query that no address can hold."""
    return _page(request, release, console, _bounded(posted), runs=True)


@router.get("/api/sql", name="sql", response_class=Response)
def give(release: Release, console: Asker, query: Sql, format: Format = "json") -> Response:  # noqa: A002
    """The answer to a query of your own, as a file."""
    return download(console, release.release_id, query, format, release.release_id)


@router.post("/api/sql", name="sql_posted", response_class=Response)
def give_posted(release: Release, console: Asker, posted: Posted) -> Response:
    """The same for a long query: query and format as the fields of a form."""
    form: Any = posted.get("format", "json")
    if form not in MEDIA:
        raise UsageError(f"format: {form} is none", f"One of {', '.join(MEDIA)}.")
    return download(console, release.release_id, _bounded(posted), form, release.release_id)


def _bounded(posted: dict[str, str]) -> str:
    query = posted.get("query", "")
    if len(query) > QUERY_MOST:
        raise UsageError(f"query: more than {QUERY_MOST:,} characters", "Shorten it.")
    return query


def _page(request: Request, release: ReadRelease, console: Console, query: str, *, runs: bool) -> Response:
    shown, trouble = None, None
    try:
        if query.strip() and runs:
            shown = console.show(release.release_id, query)
    except BusyError as error:
        trouble = trouble_of(error)
    except QueryError as error:
        trouble = trouble_of(UsageError(error.message, error.remedy))
    files = {form: with_query("/api/sql", {"query": query, "format": form}) for form in MEDIA}
    given = {
        "query": query,
        "shown": shown,
        "trouble": trouble,
        "chapters": chapters(),
        "limits": LIMITS,
        "at_once": AT_ONCE,
        "rows_shown": ROWS_SHOWN,
        "cell_most": CELL_MOST,
        "media": MEDIA,
        "formats": files if max(map(len, files.values())) <= ADDRESS_MOST else None,
    }
    return HTMLResponse(render(request, "sql.html", release=release, **given), trouble.status if trouble else 200)
