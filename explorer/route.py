"""Routes whose answers are of one release: the one that `latest` names when the request comes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from anyio import to_thread
from fastapi import Request, Response
from fastapi.routing import APIRoute

from explorer.cache import Cache
from explorer.release import ReadRelease
from explorer.shelf import Lease, Shelf
from extract.errors import UsageError

PARAMETERS_MOST = 50
"""Five times what the busiest form sends."""

START = secrets.token_hex(4)
"""Of this process: another version of the explorer may show the same release otherwise."""

Handler = Callable[[Request], Awaitable[Response]]


class ReleaseRoute(APIRoute):
    """A route that reads a release: `request.state.release`, for as long as it works on its answer."""

    def get_route_handler(self) -> Any:
        """FastAPI's own handler, with the release held around it."""
        handle: Handler = super().get_route_handler()

        async def held(request: Request) -> Response:
            leave_out_blanks(request)
            shelf: Shelf = request.app.state.shelf
            reading = shelf.reading()
            lease = await to_thread.run_sync(reading.__enter__, limiter=request.app.state.openers)
            try:
                request.state.release = ReadRelease(lease)
                return await self.answered(request, lease, handle)
            finally:
                reading.__exit__(None, None, None)

        return held

    async def answered(self, request: Request, lease: Lease, handle: Handler) -> Response:  # noqa: ARG002
        """The answer to a request."""
        return await handle(request)


class KeptRoute(ReleaseRoute):
    """A route whose answer is a matter of the release and the address alone, so that it may be given again."""

    async def answered(self, request: Request, lease: Lease, handle: Handler) -> Response:
        """The answer to a request; 304 where the browser has it, one that is kept where there is."""
        if lease.caution:  # it will be another answer as soon as that is mended
            return _labelled(await handle(request), {"Cache-Control": "no-store"})
        cache: Cache = request.app.state.cache
        address = f"{request.scope['path']}?{request.scope['query_string'].decode()}"
        headers = {"ETag": _tag(lease.release.release_id, address), "Cache-Control": "no-cache"}
        if headers["ETag"] in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)

        async def work() -> Response:
            return _labelled(await handle(request), headers)

        return await cache.answer((lease.release.release_id, address), work)


def _labelled(response: Response, headers: dict[str, str]) -> Response:
    response.headers.update(headers)
    return response


def _tag(release_id: str, address: str) -> str:
    return f'"{hashlib.sha256(f"{START} {release_id} {address}".encode()).hexdigest()[:24]}"'


def leave_out_blanks(request: Request) -> None:
    """Forms send every field, filled or not. Raises UsageError for more parameters than any page has."""
    try:
        stated = parse_qsl(request.scope["query_string"].decode("latin-1"), max_num_fields=PARAMETERS_MOST)
    except ValueError as error:
        raise UsageError(
            f"more than {PARAMETERS_MOST} parameters", "Leave out those that the page does not know."
        ) from error
    request.scope["query_string"] = urlencode(stated).encode()
