"""The server: uvicorn with bounds, so that no reader, slow or greedy, keeps the others waiting."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn

from explorer.app import create_app
from explorer.console import Console
from explorer.patience import ImpatientProtocol
from explorer.shelf import Shelf

HEAD_MOST = 32_000
"""Bytes of a request's first line and headers: twice the longest address that is answered."""

CONNECTIONS_MOST = 400
"""At once; the next are told to come back. Far from the 1,024 files that a process may open by default."""

BACKLOG = 256
"""Connections that wait to be taken up."""

GRACE_SECONDS = 5
"""How long answers that are under way may take when the server is asked to end."""

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_of(listening: socket.socket) -> str:
    """The address that a browser takes, such as http://127.0.0.1:8420."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is a free one. Raises OSError where the port is taken or the host not ours."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # The protocol must be named: asyncio sends small answers at once on sockets that name TCP, on others after 40 ms.
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


class Server(uvicorn.Server):
    """The explorer over a directory of releases, not yet running. Where it is asked to end, its queries end first."""

    def __init__(self, releases: Path, host: str) -> None:
        self._shelf, self._console = Shelf(releases), Console(releases)
        app = create_app(self._shelf, self._console, LOOPBACK | {host} if is_loopback(host) else None)
        super().__init__(
            uvicorn.Config(
                app,
                http=ImpatientProtocol,
                ws="none",
                lifespan="off",
                proxy_headers=False,
                log_level="warning",
                access_log=False,
                server_header=False,
                h11_max_incomplete_event_size=HEAD_MOST,
                limit_concurrency=CONNECTIONS_MOST,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: a query that went on would keep the process for as long as it takes."""
        self._console.close()
        self._shelf.close()
        await super().shutdown(sockets)


def serve(releases: Path, host: str, listening: socket.socket) -> None:
    """Serve until the process is asked to end, by Ctrl-C or SIGTERM."""
    Server(releases, host).run([listening])


@contextmanager
def serving(releases: Path, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve in a thread of this process for as long as the block lasts; gives the address, http://127.0.0.1:8420."""
    with listen(host, port) as listening:
        served = Server(releases, host)
        thread = Thread(target=served.run, kwargs={"sockets": [listening]}, name="explorer")
        thread.start()
        try:
            yield address_of(listening).rstrip("/")
        finally:
            served.should_exit = True
            thread.join()
