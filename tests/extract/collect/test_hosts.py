"""Which addresses may be asked."""

from __future__ import annotations

import pytest

from extract.collect.hosts import checked_addresses, host_of, is_allowed
from extract.errors import RefusedError


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://WWW.A.example/x", "www.a.example"),
        ("http://www.a.example:80/x", "www.a.example"),
        ("https://www.a.example:443/x", "www.a.example"),
        ("https://www.a.example:80/x", "www.a.example:80"),
        ("http://user@www.a.example/", "www.a.example"),
        ("ftp://www.a.example/", None),
        ("http:///x", None),
        ("http://www.a.example:port/", None),
    ],
)
def test_host_of_an_address(url: str, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://www.a.example/x", True),
        ("https://sub.www.a.example/x", False),
        ("https://a.example/x", False),
        ("https://www.a.example.evil.example/x", False),
        ("https://www.a.example:8443/x", False),
        ("file:///etc/hosts", False),
    ],
)
def test_only_a_host_that_is_named_is_allowed(url: str, allowed: bool) -> None:
    assert is_allowed(url, ("www.a.example",)) is allowed


@pytest.mark.parametrize(
    ("host", "loopback", "refused"),
    [
        ("127.0.0.1", True, False),
        ("::1", True, False),
        ("127.0.0.1", False, True),
        ("::1", False, True),
        ("2130706433", False, True),
        ("10.1.2.3", True, True),
        ("192.168.0.1", True, True),
        ("169.254.169.254", True, True),
        ("100.64.0.1", True, True),
        ("0.0.0.0", True, True),  # noqa: S104 - to be refused
        ("224.0.0.1", True, True),
        ("fe80::1", True, True),
        ("fc00::1", True, True),
        ("::ffff:10.0.0.1", True, True),
        ("2002:0a00:0001::1", True, True),
        ("64:ff9b::a00:1", True, True),
        ("1.1.1.1", False, False),
        ("2606:4700:4700::1111", False, False),
    ],
)
def test_private_addresses_are_refused(host: str, loopback: bool, refused: bool) -> None:
    if not refused:
        assert len(checked_addresses(host, 80, loopback=loopback)) == 1
        return
    with pytest.raises(RefusedError, match="not on the public Internet"):
        checked_addresses(host, 80, loopback=loopback)
