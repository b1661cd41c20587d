"""Who is told of runs that failed: DATA/notices.yml and the environment, read strictly. Neither shows a secret."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import yaml

from extract.collect.shapes import Key, choice, mapping, mapping_faults, several, text, whole
from extract.errors import KnowledgeError
from flows.datadir import DataDirectory

URL = "FAZHI_WEBHOOK_URL"
SECRET = "FAZHI_WEBHOOK_SECRET"  # noqa: S105 - the name of a variable
PASSWORD = "FAZHI_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
"""Variables of the environment: the webhook's address, which may hold a token and goes before that of the file, the
secret that it is sent, and the password of the mail server's user. The file has no place for secrets."""

SECURITY = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""Of RFC 8314, where the file names none."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")

MAILBOX = text(r"^[^@\s]+@[^@\s]+$", "a mailbox, name@host")
KEYS = {
    "webhook": Key(mapping({"url": Key(text(r"^https?://[^/\s]", "an address"))}), needed=False),
    "email": Key(
        mapping(
            {
                "host": Key(text()),
                "port": Key(whole(1, 65535, "a port, 1 to 65535"), needed=False),
                "security": Key(choice(SECURITY), needed=False),
                "user": Key(text(), needed=False),
                "from": Key(MAILBOX),
                "to": Key(several(MAILBOX, "a list of mailboxes, name@host")),
            }
        ),
        needed=False,
    ),
}


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes JSON. Neither it nor the secret is shown: chat services put a token into the address."""

    url: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """What it may be called in a log."""
        return f"webhook at {urlsplit(self.url).hostname}"


@dataclass(frozen=True, slots=True)
class Mail:
    """Mailboxes, and the server that takes letters to them."""

    host: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """What it may be called in a log."""
        return f"e-mail by {self.host}"


def recipients(data: DataDirectory, environment: Mapping[str, str] = os.environ) -> tuple[Webhook | Mail, ...]:
    """Who is told; nobody, where neither file nor environment names one.

    Raises KnowledgeError for a file that is no YAML, for an unknown, missing or mistyped key, for a user without a
    password, and where a secret would go over the wire in the clear.
    """
    said = _parsed(data)
    found: list[Webhook | Mail] = []
    if url := environment.get(URL) or said.get("webhook", {}).get("url"):
        found.append(_webhook(data, url, environment.get(SECRET)))
    if "email" in said:
        found.append(_mail(data, said["email"], environment.get(PASSWORD)))
    return tuple(found)


def _parsed(data: DataDirectory) -> dict[str, Any]:
    if not data.notices.exists():
        return {}
    try:
        said = yaml.safe_load(data.notices.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{data.notices}: this is not YAML in UTF-8 ({error})", "Mend the file.") from error
    if not isinstance(said, dict):
        raise KnowledgeError(f"{data.notices}: this is not keys and values", f"Its keys are {', '.join(KEYS)}.")
    for what, remedy in mapping_faults(said, KEYS):
        raise KnowledgeError(f"{data.notices}: {what}", remedy)
    return said


def _webhook(data: DataDirectory, url: str, secret: str | None) -> Webhook:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise KnowledgeError(f"{URL} is no address", "It begins with https://")
    if secret and parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise KnowledgeError(
            f"{data.notices}: the webhook's secret would go to {parts.hostname} in the clear",
            f"Use https, or unset {SECRET}.",
        )
    return Webhook(url, secret)


def _mail(data: DataDirectory, said: Mapping[str, Any], password: str | None) -> Mail:
    security, user, host = said.get("security", "starttls"), said.get("user"), said["host"]
    if user and not password:
        raise KnowledgeError(f"{data.notices}: email.user has no password", f"Set {PASSWORD} in the environment.")
    if user and security == "none" and host not in LOOPBACK:
        raise KnowledgeError(
            f"{data.notices}: the password of email.user would go to {host} in the clear",
            "Set email.security to starttls or tls.",
        )
    return Mail(
        host=host,
        port=int(said.get("port", PORTS[security])),
        security=security,
        sender=said["from"],
        to=tuple(said["to"]),
        user=user,
        password=password if user else None,
    )
