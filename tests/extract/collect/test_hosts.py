"""Which addresses may be asked."""

from __future__ import annotations

import pytest

from extract.collect.hosts import host_of, is_allowed, refuse_private
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
    ("url", "loopback", "refused"),
    [
        ("http://127.0.0.1/", True, False),
        ("http://[::1]/", True, False),
        ("http://127.0.0.1/", False, True),
        ("http://2130706433/", False, True),
        ("http://10.1.2.3/", True, True),
        ("http://192.168.0.1:8080/", True, True),
        ("http://169.254.169.254/latest/", True, True),
        ("http://0.0.0.0/", True, True),
        ("http://[fe80::1]/", True, True),
        ("http://[::ffff:10.0.0.1]/", True, True),
        ("http://1.1.1.1/", False, False),
    ],
)
def test_private_addresses_are_refused(url: str, loopback: bool, refused: bool) -> None:
    if not refused:
        refuse_private(url, loopback=loopback)
        return
    with pytest.raises(RefusedError, match="not on the public Internet"):
        refuse_private(url, loopback=loopback)
