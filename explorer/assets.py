"""The files that pages need: styles, scripts, and the libraries of vendor/."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"

FOR_EVER = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """Starlette's own, which leaves its directory for nothing; whoever names a file's version may keep it."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, or the error that there is none."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = FOR_EVER if scope["query_string"] else "no-cache"
        return response
