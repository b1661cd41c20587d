"""TLS: what is asked of every host, and what a source may let pass with a reason."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cache

import certifi
import urllib3

LEGACY_RENEGOTIATION = "legacy_renegotiation"
WEAK_CIPHERS = "weak_ciphers"
UNVERIFIED = "unverified"

ALLOWANCES = (LEGACY_RENEGOTIATION, WEAK_CIPHERS, UNVERIFIED)
"""What a source may let pass: a server without secure renegotiation; ciphers, keys and versions that are out of date;
a certificate that cannot be verified (its chain is incomplete, its name or date wrong)."""

OP_LEGACY_SERVER_CONNECT = 0x4
"""OpenSSL's number; the ssl module names it from Python 3.12 on."""


@dataclass(frozen=True, slots=True)
class TlsAllowance:
    """What a source lets pass, and why."""

    allow: tuple[str, ...]
    reason: str


def tls_context(allowance: TlsAllowance | None = None) -> ssl.SSLContext:
    """What a source's connections are held to: a valid certificate, TLS 1.2, strong ciphers, but for what it allows."""
    if allowance and UNVERIFIED in allowance.allow:
        # the source's file says so, with its reason: no need to say it again at each request
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    return _context(frozenset(allowance.allow if allowance else ()))


@cache
def _context(allowed: frozenset[str]) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if LEGACY_RENEGOTIATION in allowed:
        context.options |= OP_LEGACY_SERVER_CONNECT
    if WEAK_CIPHERS in allowed:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    if UNVERIFIED in allowed:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
