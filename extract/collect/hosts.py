"""Which addresses may be asked: http(s), a host that the source names, and no private network behind it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from extract.errors import RefusedError

DEFAULT_PORTS = {"http": 80, "https": 443}

NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for the IPv4 address in their last four bytes."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


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


def checked_addresses(host: str, port: int, *, loopback: bool) -> tuple[str, ...]:
    """The IP addresses of a host, all of them on the public Internet; with `loopback` this machine's pass, too.

    Whoever connects must do so to one of these: asked again, the name may lead elsewhere. Raises RefusedError for a
    private, link-local or reserved address, OSError where the name has none.
    """
    places = [str(place[0]) for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for place in places:
        address = ipaddress.ip_address(place.partition("%")[0])
        if not (_is_public(address) or (loopback and address.is_loopback)):
            raise RefusedError(
                f"the host {host} stands at {address}, which is not on the public Internet",
                "Only a source with `loopback: true` may ask this machine; no source may ask a private network.",
            )
    return tuple(dict.fromkeys(places))


def _is_public(address: Address) -> bool:
    """An IPv6 address that stands for an IPv4 one is as public as that."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner:
            return _is_public(inner)
    return address.is_global and not address.is_multicast
