"""Slow clients: whoever trickles or takes nothing keeps only their own connection waiting, and not for ever."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from explorer import patience, sql
from explorer.server import HEAD_MOST, serving

TRICKLERS = 50


@pytest.fixture
def hurried(site: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An explorer whose patience is soon at its end."""
    monkeypatch.setattr(patience, "REQUEST_SECONDS", 0.5)
    monkeypatch.setattr(patience, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(sql, "BODY_SECONDS", 0.5)
    with serving(site.releases) as address:
        yield address


def connected(address: str) -> socket.socket:
    return socket.create_connection((urlsplit(address).hostname, urlsplit(address).port), 30)


def ended(connection: socket.socket) -> bytes:
    """All that still comes until the other end has enough."""
    received = b""
    try:
        while part := connection.recv(65_536):
            received += part
    except ConnectionResetError:
        pass
    return received


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "])
def test_a_request_that_does_not_come_is_not_awaited(hurried: str, sent: bytes) -> None:
    with closing(connected(hurried)) as connection:
        connection.sendall(sent)
        assert ended(connection) == b""


def test_the_next_request_of_a_connection_is_not_awaited_either(hurried: str) -> None:
    with closing(connected(hurried)) as connection:
        connection.sendall(b"GET /api HTTP/1.1\r\nHost: localhost\r\n\r\nGET /ap")
        assert ended(connection).count(b"HTTP/1.1 200 OK") == 1


def test_a_body_that_trickles_in_is_not_awaited(hurried: str) -> None:
    head = b"POST /api/sql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nquery=SEL"
    with closing(connected(hurried)) as connection:
        connection.sendall(head)
        assert ended(connection).startswith(b"HTTP/1.1 408 ")


def test_an_answer_that_is_not_taken_is_given_up(hurried: str) -> None:
    with closing(connected(hurried)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        query = "SELECT+repeat('x',1000)+FROM+range(20000)"
        connection.sendall(f"GET /api/sql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        connection.recv(1)
        assert wait_for_reset(connection)


def wait_for_reset(connection: socket.socket) -> bool:
    """Whether the other end gives up while nothing is taken: then what is sent to it is refused."""
    for _ in range(100):
        try:
            connection.sendall(b"GET / HTTP/1.1\r\n")
        except (ConnectionResetError, BrokenPipeError):
            return True
        time.sleep(0.1)
    return False


def test_many_who_trickle_keep_nobody_waiting(site: Any) -> None:
    with ExitStack() as stack:
        for _ in range(TRICKLERS):
            connection = stack.enter_context(closing(connected(site.address)))
            connection.sendall(b"GET /api HTTP/1.1\r\nHost: local")
        assert requests.get(f"{site.address}/api", timeout=30).status_code == 200


def test_a_head_without_end_is_refused(site: Any) -> None:
    with closing(connected(site.address)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * (HEAD_MOST + 100_000))
        assert ended(connection)[:12] in (b"HTTP/1.1 400", b"")


def test_a_body_that_is_too_long_is_refused(site: Any) -> None:
    got = requests.post(f"{site.address}/api/sql", data={"query": "x" * (sql.BODY_MOST + 1)}, timeout=30)
    assert (got.status_code, got.json()["error"]["kind"]) == (413, "large")
