"""The demo portal: the three sites on one loopback address, served from a background thread."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from urllib.parse import parse_qsl, urlsplit

from demo.answer import Answer
from demo.content import Article
from demo.site import Site

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Exchange:
    """A request as the portal saw it: path and query, when it came and when it was answered (monotonic seconds), the
    status, and how many requests were under way then, this one among them."""

    target: str
    came: float
    answered: float
    status: int
    at_once: int


class Portal:
    """A context manager that serves the demo sites on loopback; port 0 takes a free port.

    With `family` it is one site of that family, which has the articles of all three, or those given. `delay` seconds
    pass before each answer. `requests` counts the requests by path, whatever their answer; `log` tells of each.
    """

    def __init__(
        self,
        port: int = 0,
        delay: float = 0.0,
        family: str | None = None,
        articles: Sequence[Article] | None = None,
    ) -> None:
        self.delay = delay
        self.requests: Counter[str] = Counter()
        self.log: list[Exchange] = []
        self.under_way = 0
        self.guard = Lock()
        self._server = _Server(self, port)
        self.base_url = f"http://{HOST}:{self._server.server_address[1]}"
        self._server.site = Site(self.base_url, family, articles)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def start(self) -> None:
        """Serve from now on, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def join(self) -> None:
        """Wait until the portal is stopped."""
        self._thread.join()

    def __enter__(self) -> Portal:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    site: Site

    def __init__(self, portal: Portal, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.portal = portal


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._answer(form="")

    def do_HEAD(self) -> None:
        self._answer(form="")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self._answer(form=self.rfile.read(length).decode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing: tests and the command have outputs of their own."""

    def _answer(self, form: str) -> None:
        portal, came, parts = self.server.portal, time.monotonic(), urlsplit(self.path)
        with portal.guard:
            portal.requests[parts.path] += 1
            portal.under_way += 1
            at_once = portal.under_way
        time.sleep(portal.delay)
        query = dict(parse_qsl(parts.query, keep_blank_values=True) + parse_qsl(form, keep_blank_values=True))
        answer = self.server.site.answer(parts.path, query)
        unchanged = answer.status == 200 and self.headers.get("If-None-Match") == answer.etag
        status = 304 if unchanged else answer.status
        with portal.guard:
            # before it is sent: whoever asks has it no earlier
            portal.under_way -= 1
            portal.log.append(Exchange(self.path, came, time.monotonic(), status, at_once))
        self._send(answer, status)

    def _send(self, answer: Answer, status: int) -> None:
        self.send_response(status)
        for name, value in answer.headers().items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if status != 304 and self.command != "HEAD":
            self.wfile.write(answer.body)
