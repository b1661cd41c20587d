"""The faces of a page: the same answer as HTML in two languages, as JSON, and its main table as CSV and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_type_hints

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from explorer.answer import Table, Told
from explorer.console import Asker
from explorer.download import download
from explorer.page import Page
from explorer.release import Release
from explorer.rendering import ENGLISH, Place, render, with_query
from explorer.route import KeptRoute, ReleaseRoute
from explorer.troubles import Refusal

TROUBLE: dict[int | str, dict[str, Any]] = {"default": {"model": Refusal, "description": "What is the matter"}}

WHOLE: tuple[Literal["csv", "parquet"], ...] = ("csv", "parquet")
"""The formats in which the whole of a table is to be had."""


def faces(page: Page) -> Iterator[APIRouter]:
    """All routes of a page."""
    kept = APIRouter(route_class=KeptRoute, responses=TROUBLE)
    for prefix in ("", ENGLISH):
        kept.add_api_route(prefix + page.path, _html(page), response_class=HTMLResponse, include_in_schema=False)
    if page.table:
        kept.add_api_route(f"{page.api_path}.csv", _csv(page), name=f"{page.name} as CSV", response_class=Response)
        yield _whole(page)
    told = Told.__class_getitem__(get_type_hints(page.answer)["return"])
    kept.add_api_route(page.api_path, _json(page), name=page.name, response_model=told)
    yield kept


def _html(page: Page) -> Callable[..., Response]:
    def html(request: Request, release: Release, answer: Any = Depends(page.answer)) -> Response:
        addresses = _addresses(page, Place.of(request))
        return HTMLResponse(render(request, page.template, page=page, answer=answer, release=release, **addresses))

    return html


def _addresses(page: Page, place: Place) -> dict[str, str | None]:
    """Where the API tells the same, by the names that templates know."""
    in_api = page.in_api(place.path)
    endings = {"csv_address": ".csv", "whole_csv_address": "/all.csv", "whole_parquet_address": "/all.parquet"}
    of_table = {
        name: with_query(in_api + ending, place.stated) if page.table else None for name, ending in endings.items()
    }
    return {"api_address": with_query(in_api, place.stated), **of_table}


def _json(page: Page) -> Callable[..., Any]:
    def json(release: Release, answer: Any = Depends(page.answer)) -> Any:
        caution = str(release.caution) if release.caution else None
        return {"release": release.release_id, "caution": caution, "queries": release.asked, "answer": answer}

    json.__doc__ = page.answer.__doc__
    return json


def _csv(page: Page) -> Callable[..., Response]:
    def table(answer: Any = Depends(page.answer)) -> Response:
        return Response(_as_csv(getattr(answer, str(page.table))), media_type="text/csv; charset=utf-8")

    table.__doc__ = f"The table `{page.table}` of {page.api_path}, page by page."
    return table


def _as_csv(table: Table[Any]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(table.columns)
    writer.writerows([getattr(row, column) for column in table.columns] for row in table.rows)
    return written.getvalue()


def _whole(page: Page) -> APIRouter:
    """The whole of a page's table as a file, by the query that the page tells, asked as a reader's own would be."""
    router = APIRouter(route_class=ReleaseRoute, responses=TROUBLE)
    for form in WHOLE:
        path, name = f"{page.api_path}/all.{form}", f"{page.name}, all, as {form.upper()}"
        router.add_api_route(path, _file(page, form), name=name, response_class=Response)
    return router


def _file(page: Page, form: Literal["csv", "parquet"]) -> Callable[..., Response]:
    def whole(release: Release, console: Asker, answer: Any = Depends(page.answer)) -> Response:
        asked = getattr(answer, str(page.table)).asked
        return download(console, release.release_id, asked.sql, form, f"{page.name}-{release.release_id}")

    whole.__doc__ = f"The whole table `{page.table}` of {page.api_path}, by the query that this tells."
    return whole
