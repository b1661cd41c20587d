"""A connection goes to the address that was checked, whatever the name says a moment later."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from extract.collect.fetch import Fetcher
from extract.errors import FetchError, RefusedError
from extract.platforms.base import Request

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

NAME = "www.songxi.example"
PAGE = "<html><body>正文</body></html>"


class Names:
    """A resolver that a test writes: what a name leads to, answer by answer; other names are left to the system."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *places: str | int) -> None:
        self.asked = 0
        self._places = list(places)
        self._system = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self._answer)

    def _answer(self, host: str, port: int, *rest: Any, **named: Any) -> Any:
        if host != NAME:
            return self._system(host, port, *rest, **named)
        place = self._places[min(self.asked, len(self._places) - 1)]
        self.asked += 1
        if isinstance(place, int):
            raise socket.gaierror(place, "no answer")
        return self._system(place, port, *rest, **named)


def fetch(server: Server, run_id: str) -> bytes:
    port = server.host.partition(":")[2]
    with Fetcher(server.source(allowed_hosts=(f"{NAME}:{port}",)), run_id) as fetcher:
        return fetcher.fetch(Request(f"http://{NAME}:{port}/a.html")).body


def test_the_name_is_resolved_once_a_connection(server: Server, run_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    server.on("/a.html", PAGE)
    names = Names(monkeypatch, "127.0.0.1", "10.9.8.7")
    assert fetch(server, run_id) == PAGE.encode()
    assert names.asked == 1
    assert [asked.headers["host"] for asked in server.asked] == [f"{NAME}:{server.host.partition(':')[2]}"] * 2


def test_a_name_that_leads_to_a_private_address_is_refused(
    server: Server, run_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Names(monkeypatch, "10.9.8.7", "127.0.0.1")
    with pytest.raises(RefusedError, match=r"10\.9\.8\.7, which is not on the public Internet"):
        fetch(server, run_id)
    assert names.asked == 1
    assert server.asked == []


@pytest.mark.parametrize(("error", "tries"), [(socket.EAI_NONAME, 1), (socket.EAI_AGAIN, 3)])
def test_a_name_without_an_address_is_asked_again_only_where_that_can_pass(
    server: Server, run_id: str, monkeypatch: pytest.MonkeyPatch, error: int, tries: int
) -> None:
    names = Names(monkeypatch, int(error))
    with pytest.raises(FetchError, match=r"robots\.txt could not be had"):
        fetch(server, run_id)
    assert names.asked == tries
