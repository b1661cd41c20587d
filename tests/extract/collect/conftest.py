"""A real HTTP server on loopback whose answers a test writes, and the source that collects from it."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest

from extract.collect.registry import Source

HTML = "text/html; charset=utf-8"
Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Reply:
    """One answer. `raw` writes it by hand instead."""

    body: bytes | str = b""
    status: int = 200
    content_type: str = HTML
    headers: dict[str, str] = field(default_factory=dict)
    raw: Handler | None = None


@dataclass
class Asked:
    """A request as the server saw it."""

    at: float
    path: str
    user_agent: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    """By name in lower case."""


class Server:
    """Answers by path; a path with several replies gives one after the other, the last one for good.

    A reply with an ETag or a Last-Modified answers 304 to a request that names it. With `certificate` the server
    speaks TLS.
    """

    def __init__(self, certificate: ssl.SSLContext | None = None) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[Asked] = []
        self._http = _Http(("127.0.0.1", 0), type("Bound", (_Handler,), {"owner": self}))
        self._scheme = "https" if certificate else "http"
        if certificate:
            self._http.socket = certificate.wrap_socket(
                self._http.socket, server_side=True, do_handshake_on_connect=False
            )
        self.host = f"127.0.0.1:{self._http.server_address[1]}"
        Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def on(self, path: str, body: bytes | str = b"", **facts: Any) -> None:
        """One more answer of this path, for good where no other follows."""
        self.replies.setdefault(path, []).append(Reply(body, **facts))

    def instead(self, path: str, body: bytes | str = b"", **facts: Any) -> None:
        """Answer this path so from now on, whatever it answered before."""
        self.replies[path] = [Reply(body, **facts)]

    def url(self, path: str) -> str:
        return f"{self._scheme}://{self.host}{path}"

    def paths(self) -> list[str]:
        """The paths asked, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def source(self, **changes: Any) -> Source:
        """A source that collects from this server, in the manner of TRS."""
        facts: dict[str, Any] = {
            "id": "songxi",
            "publisher": "松溪区人民政府",
            "division": "990101",
            "platform": "trs",
            "listings": (self.url("/fz/index.html"),),
            "allowed_hosts": (self.host,),
            "delay_seconds": 0.0,
            "loopback": True,
        }
        return Source(**{**facts, **changes})

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hangs up on a faulty answer does right."""


class _Handler(BaseHTTPRequestHandler):
    owner: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.owner.asked.append(Asked(time.monotonic(), self.path, self.headers["User-Agent"], body, headers))
        replies = self.owner.replies.get(self.path, [Reply("<p>无此页</p>", 404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if reply.raw:
            reply.raw(self)
            self.close_connection = True
            return
        content = reply.body.encode() if isinstance(reply.body, str) else reply.body
        if _is_unchanged(reply, headers):
            self.send_response(304)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            return
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.content_type, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing."""


def _is_unchanged(reply: Reply, asked: dict[str, str]) -> bool:
    asks = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}
    return any(reply.headers.get(name, "") == asked.get(ask) for name, ask in asks.items())


@pytest.fixture
def run_id() -> str:
    """The id of a run of its own: robots.txt is read once a run."""
    return f"20261121T190000Z-{uuid4().hex[:4]}"


@pytest.fixture
def server() -> Iterator[Server]:
    served = Server()
    yield served
    served.close()


@pytest.fixture
def secure() -> Iterator[Callable[[ssl.SSLContext], Server]]:
    """Starts servers that speak TLS as a context says."""
    started: list[Server] = []

    def start(context: ssl.SSLContext) -> Server:
        started.append(Server(context))
        return started[-1]

    yield start
    for each in started:
        each.close()
