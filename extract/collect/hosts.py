"""Which addresses may be asked: http(s), a host that the source names, and no private network behind it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from extract.errors import RefusedError

DEFAULT_PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str | None:
    """The host of an http(s) address in lower case, with its port where that is not the scheme's own; else None."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    return parts.hostname if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{parts.hostname}:{port}"


def is_allowed(url: str, allowed_hosts: Collection[str]) -> bool:
    """Whether the address is http(s) and its host is one of those named, port included."""
    return host_of(url) in allowed_hosts


def refuse_private(url: str, *, loopback: bool) -> None:
    """Resolve the address's host and refuse one that is not on the public Internet.

    With `loopback` an address of this machine passes. Raises RefusedError for a private, link-local or reserved
    address, OSError where the name has none.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
    for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = ipaddress.ip_address(str(place[0]).partition("%")[0])
        if not (address.is_global or (loopback and address.is_loopback)):
            raise RefusedError(
                f"{url}: the host {host} stands at {address}, which is not on the public Internet",
                "Only a source with `loopback: true` may ask this machine; no source may ask a private network.",
            )
