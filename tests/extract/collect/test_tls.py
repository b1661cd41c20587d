"""TLS with a real server: what is refused, and what a source may let pass."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from extract.collect.archive import Archive
from extract.collect.fetch import Fetcher
from extract.collect.portal import collect_portal
from extract.collect.tls import OP_LEGACY_SERVER_CONNECT, TlsAllowance, tls_context
from extract.errors import FetchError
from extract.platforms.base import Request

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

PAGE = "<html><body><p>全年收到行政复议申请九件。</p></body></html>"
Secure = Callable[[ssl.SSLContext], "Server"]


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that nobody vouches for, and its key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "songxi.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


def speaking(folder: Path, ciphers: str) -> ssl.SSLContext:
    """TLS 1.2 with the ciphers that OpenSSL knows by these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(*certificate(folder))
    context.set_ciphers(ciphers)
    return context


SOUND = "ECDHE+AESGCM"
WEAK = "AES128-SHA:@SECLEVEL=0"


def test_a_certificate_that_nobody_vouches_for_is_refused_once(secure: Secure, tmp_path: Path, run_id: str) -> None:
    server = secure(speaking(tmp_path, SOUND))
    server.on("/robots.txt", "")
    with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
        collect_portal(server.source(), Archive(tmp_path / "archive"), run_id)
    assert server.asked == []
    assert Archive(tmp_path / "archive").warc_files() == []


@pytest.mark.parametrize(
    ("ciphers", "allow", "passes"),
    [
        (SOUND, ("unverified",), True),
        (SOUND, ("weak_ciphers",), False),
        (SOUND, ("legacy_renegotiation",), False),
        (WEAK, ("unverified",), False),
        (WEAK, ("unverified", "weak_ciphers"), True),
    ],
)
def test_a_source_may_let_pass_what_it_names_and_nothing_else(
    secure: Secure, tmp_path: Path, run_id: str, ciphers: str, allow: tuple[str, ...], passes: bool
) -> None:
    server = secure(speaking(tmp_path, ciphers))
    server.on("/a.html", PAGE)
    source = server.source(tls=TlsAllowance(allow, "its chain lacks the certificate in the middle"))
    with Fetcher(source, run_id) as fetcher:
        if passes:
            assert fetcher.fetch(Request(server.url("/a.html"))).body.decode() == PAGE
            return
        with pytest.raises(FetchError, match=r"robots\.txt could not be had"):
            fetcher.fetch(Request(server.url("/a.html")))
    assert fetcher.requests == 1


def test_only_a_source_that_says_so_connects_to_a_server_without_secure_renegotiation() -> None:
    assert not tls_context().options & OP_LEGACY_SERVER_CONNECT
    allowed = tls_context(TlsAllowance(("legacy_renegotiation",), "an old gateway"))
    assert allowed.options & OP_LEGACY_SERVER_CONNECT
    assert (allowed.verify_mode, allowed.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_nothing_below_tls_1_2_is_spoken_without_a_reason() -> None:
    assert tls_context().minimum_version == ssl.TLSVersion.TLSv1_2
