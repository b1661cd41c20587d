"""Notices to a real webhook and a real mail server on loopback."""

from __future__ import annotations

import base64
import ipaddress
import json
import socketserver
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from flows.deliver import deliver
from flows.notices import Notice
from flows.recipients import Mail, Webhook

NOTICE = Notice(
    kind="degraded",
    run_id="20261121T180005Z-0001",
    subject="nightly 20261121T180005Z-0001 degraded: songxi: 门户没有应答",
    failures=("songxi: 门户没有应答\n  Wait for the next run.",),
    changes="Published: release r1.",
    look=("fazhi status",),
)


class Hook(ThreadingHTTPServer):
    """Takes JSON, and answers with `status`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.status = 204
        self.taken: list[tuple[dict[str, str], Any]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/hook?token=hidden"


class _Post(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing."""


class Post(socketserver.ThreadingTCPServer):
    """A mail server that offers STARTTLS, takes one user with one password, and keeps letters."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, certificate: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Letter)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(certificate)
        self.letters: list[tuple[list[str], str, bool]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that speaks something else."""


LOGIN = base64.b64encode(b"\0night\0pass").decode()
ANSWERS = {"RSET": "250 ok", "NOOP": "250 ok", "MAIL": "250 ok", "DATA": "354 go on", "STAR": "220 go on"}


class _Letter(socketserver.BaseRequestHandler):
    server: Post

    def handle(self) -> None:
        link, is_safe = self.request, False
        lines = link.makefile("rb")
        to: list[str] = []
        link.sendall(b"220 post.test\r\n")
        while line := lines.readline().decode().strip():
            word = line[:4].upper()
            if word in ("EHLO", "HELO"):
                answer = "250-post.test\r\n250-AUTH PLAIN\r\n250 STARTTLS"
            elif word == "AUTH":
                answer = "235 welcome" if line.endswith(LOGIN) else "535 who are you?"
            elif word == "RCPT":
                to.append(line.partition("<")[2].rstrip(">"))
                answer = "250 ok"
            else:
                answer = "221 bye" if word == "QUIT" else ANSWERS[word]
            link.sendall(f"{answer}\r\n".encode())
            if word == "STAR":
                link, is_safe = self.server.tls.wrap_socket(link, server_side=True), True
                lines = link.makefile("rb")
            elif word == "DATA":
                letter = b"".join(iter(lines.readline, b".\r\n")).decode()
                self.server.letters.append((to, letter, is_safe))
                link.sendall(b"250 taken\r\n")
            elif word == "QUIT":
                return


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    certificate = _certificate(tmp_path / "post.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Post(certificate) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def _certificate(file: Path) -> Path:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post")])
    now, address = datetime.now(UTC), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, form, serialization.NoEncryption()))
    return file


def mail(post: Post, security: str = "starttls", password: str = "pass") -> Mail:  # noqa: S107 - of the test's server
    to = ("one@county.test", "two@county.test")
    return Mail("127.0.0.1", post.port, security, "night@county.test", to, "night", password)


def test_a_webhook_is_sent_the_notice_with_the_secret(hook: Hook) -> None:
    assert deliver(NOTICE, (Webhook(hook.url, "s3cret"),)) == []
    ((headers, body),) = hook.taken
    assert headers["X-Fazhi-Secret"] == "s3cret"
    assert headers["Content-Type"] == "application/json"
    assert (body["kind"], body["run_id"]) == ("degraded", NOTICE.run_id)
    assert body["failures"] == list(NOTICE.failures)
    assert "门户没有应答" in body["text"]
    assert body["host"]


@pytest.mark.parametrize("status", [301, 403, 500])
def test_a_webhook_that_does_not_take_it_is_told_without_its_token(hook: Hook, status: int) -> None:
    hook.status = status
    (why,) = deliver(NOTICE, (Webhook(hook.url, "s3cret"),))
    assert why == f"webhook at 127.0.0.1: it answers {status}"
    assert len(hook.taken) == 2


def test_one_that_cannot_be_reached_keeps_no_other_from_hearing(hook: Hook) -> None:
    (why,) = deliver(NOTICE, (Webhook("http://127.0.0.1:9/hidden"), Webhook(hook.url)))
    assert why == "webhook at 127.0.0.1: ConnectionError"
    assert "X-Fazhi-Secret" not in hook.taken[0][0]


def test_a_letter_goes_over_tls_to_every_mailbox(post: Post) -> None:
    assert deliver(NOTICE, (mail(post),)) == []
    ((to, letter, is_safe),) = post.letters
    assert to == ["one@county.test", "two@county.test"]
    assert is_safe
    read = message_from_string(letter, policy=default)
    assert read["Subject"] == f"[fazhi] {NOTICE.subject}"
    assert "Wait for the next run." in read.get_content()


@pytest.mark.parametrize(
    ("security", "password", "why"),
    [("starttls", "wrong", "SMTPAuthenticationError"), ("tls", "pass", "SSLError")],
)
def test_a_letter_that_is_not_taken_is_told(post: Post, security: str, password: str, why: str) -> None:
    assert deliver(NOTICE, (mail(post, security, password),)) == [f"e-mail by 127.0.0.1: {why}"]
    assert post.letters == []


def test_a_mail_server_that_nobody_vouches_for_gets_no_password(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert deliver(NOTICE, (mail(post),)) == ["e-mail by 127.0.0.1: SSLCertVerificationError"]
    assert post.letters == []
