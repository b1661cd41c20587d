"""The application: all pages in both languages, the API, and the files that they need."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import version
from itertools import chain

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.types import ASGIApp

from explorer import archived, documentation, sql
from explorer.assets import Assets
from explorer.cache import Cache
from explorer.console import Console
from explorer.faces import faces
from explorer.guard import Guard
from explorer.pages import PAGES
from explorer.shelf import Shelf
from explorer.troubles import tell_all

OPENERS = 4
"""Threads that look for the latest release. Others ask it: what is kept is given however busy those are."""


def create_app(shelf: Shelf, console: Console, hosts: Collection[str] | None = None) -> ASGIApp:
    """The explorer over a shelf, where there may be no release yet, and a console of the same releases.

    `hosts` are the names under which it may be asked; None stands for any.
    """
    app = FastAPI(
        title="fazhi",
        version=version("fazhi"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    app.state.shelf = shelf
    app.state.openers = CapacityLimiter(OPENERS)
    app.state.cache = Cache()
    app.state.console = console
    app.mount("/static", Assets())
    for router in (*chain.from_iterable(map(faces, PAGES)), archived.router, sql.router, documentation.router):
        app.include_router(router)
    tell_all(app)
    return Guard(app, hosts)
