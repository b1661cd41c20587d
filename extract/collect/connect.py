"""Connections to the very address that was checked, on which no answer outlasts its time."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.connection import create_connection

from extract.collect.bounds import Bounds
from extract.collect.hosts import DEFAULT_PORTS, checked_addresses
from extract.errors import FetchError

ADDRESSES_TRIED = 3
"""Of one host. Portals stand at one or two; a name with twenty dead ones must not hold its thread for minutes."""


class _TimedStream(io.RawIOBase):
    """A socket's bytes as long as there is time. Raises FetchError once it is over, TimeoutError after a long pause."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase, bounds: Bounds) -> None:
        self._sock = sock
        self._raw = raw
        self._bounds = bounds
        self._end = time.monotonic() + bounds.total_seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._end - time.monotonic()
        if left > 0:
            self._sock.settimeout(min(left, self._bounds.read_seconds))
            try:
                return self._raw.readinto(buffer)
            except TimeoutError:
                if time.monotonic() < self._end:
                    raise
        raise FetchError(f"the answer took longer than {self._bounds.total_seconds:g} s", "The next run asks again.")

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *facts: Any, bounds: Bounds, **named: Any) -> None:
        super().__init__(sock, *facts, **named)
        self.fp = io.BufferedReader(_TimedStream(sock, self.fp.detach(), bounds))


@dataclass(frozen=True, slots=True)
class Access:
    """Where and how long one may connect; `loopback` lets this machine pass."""

    loopback: bool
    bounds: Bounds

    def open(self, host: str, port: int, options: Any) -> socket.socket:
        """A connection to one of the host's addresses, all of which were checked.

        Raises RefusedError for a host on a private network, FetchError for a name that does not exist, OSError where
        no address answers.
        """
        bare = host.strip("[]")
        try:
            places = checked_addresses(bare, port, loopback=self.loopback)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise
            raise FetchError(f"the host {bare} has no address ({error.strerror})", "Is its name right?") from error
        failure: OSError | None = None
        for place in places[:ADDRESSES_TRIED]:
            try:
                return create_connection((place, port), self.bounds.connect_seconds, socket_options=options)
            except OSError as error:
                failure = error
        raise failure or OSError(f"{bare} has no address")


class _Http(HTTPConnection):
    def __init__(self, *args: Any, access: Access, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self._access = access
        self.response_class = partial(_TimedResponse, bounds=access.bounds)  # type: ignore[assignment]

    def _new_conn(self) -> socket.socket:
        return self._access.open(self.host, self.port, self.socket_options)


class _Https(_Http, HTTPSConnection):
    """The same under TLS."""


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class CheckedAdapter(HTTPAdapter):
    """What `requests` sends through: one connection a host, to a checked address, under one TLS context."""

    def __init__(self, access: Access, context: ssl.SSLContext) -> None:
        super().__init__()
        self._access = access
        self._context = context
        self._pools: dict[tuple[str, str, int], HTTPConnectionPool] = {}

    def get_connection_with_tls_context(
        self,
        request: PreparedRequest,
        verify: bool | str | None,  # noqa: ARG002 - the context says what is verified
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002 - none stands between
        cert: Any = None,  # noqa: ARG002 - we have none
    ) -> HTTPConnectionPool:
        """The pool of the request's host, which holds one connection."""
        parts = urlsplit(str(request.url))
        key = (parts.scheme, parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme])
        if key not in self._pools:
            self._pools[key] = (
                _HttpsPool(*key[1:], ssl_context=self._context, access=self._access)
                if parts.scheme == "https"
                else _HttpPool(*key[1:], access=self._access)
            )
        return self._pools[key]

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Nothing: the context says what is verified."""

    def close(self) -> None:
        """Close every connection."""
        super().close()
        for pool in self._pools.values():
            pool.close()
