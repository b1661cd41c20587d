"""The guard before the application: which requests are let in, and what each answer forbids a browser to do."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.troubles import Trouble, tell

ADDRESS_MOST = 16_000
"""Bytes of a path with its parameters: a query of 300 lines, and what browsers and proxies still take."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, nothing inline: text of a report that got past the escaping could still do nothing."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Refuses what is too long, or comes under another site's name; `hosts` are this one's names, None any."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        if refused:
            await tell(Request(scope), refused)(scope, receive, send_guarded)
            return
        # HEAD is GET whose body uvicorn keeps back
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self._app({**scope, "method": method}, receive, send_guarded)

    def _refused(self, scope: Scope) -> Trouble | None:
        if self._hosts is not None and _host(Request(scope)) not in self._hosts:
            # Another site's name that was made to point here would let its scripts read what only this machine may.
            return Trouble("host", 421)
        if len(scope["raw_path"]) + len(scope["query_string"]) > ADDRESS_MOST:
            return Trouble("long", 414, f"more than {ADDRESS_MOST:,} bytes")
        return None


def _host(request: Request) -> str | None:
    try:
        return urlsplit(f"//{request.headers.get('Host', '')}").hostname
    except ValueError:
        return None
