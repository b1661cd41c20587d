"""Delivering a notice: a JSON POST to a webhook, a letter by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from email.message import EmailMessage
from functools import singledispatch
from socket import gethostname
from typing import Any

import requests

from extract.errors import FetchError
from flows.notices import Notice
from flows.recipients import Mail, Webhook

SECONDS = 15.0
"""For one exchange. A notice is sent when the night is over, and a service that takes longer is out of order."""

SECRET_HEADER = "X-Fazhi-Secret"  # noqa: S105 - the name of a header


def deliver(notice: Notice, to: tuple[Webhook | Mail, ...]) -> list[str]:
    """Send a notice to each, and once more where that failed; what could not be delivered, as `<who>: <why>`, without
    addresses, which may hold a token."""
    first = {each: _failure(each, notice) for each in to}
    second = {each: _failure(each, notice) for each, why in first.items() if why}
    return [f"{each.name}: {why}" for each, why in second.items() if why]


def _failure(to: Webhook | Mail, notice: Notice) -> str:
    """Empty, or why a notice could not be delivered."""
    try:
        send(to, notice)
    except FetchError as error:
        return error.message
    except (requests.RequestException, smtplib.SMTPException, OSError) as error:
        return type(error).__name__
    return ""


@singledispatch
def send(to: Any, notice: Notice) -> None:
    """Send a notice, once."""
    raise NotImplementedError


@send.register
def _post(to: Webhook, notice: Notice) -> None:
    """As JSON: the fields of `Notice`, and `text`. A redirect is not followed: it would take the secret along."""
    headers = {SECRET_HEADER: to.secret} if to.secret else {}
    body = asdict(notice) | {"text": notice.text, "host": gethostname()}
    answer = requests.post(to.url, json=body, headers=headers, timeout=SECONDS, allow_redirects=False)
    if not 200 <= answer.status_code < 300:
        raise FetchError(f"it answers {answer.status_code}")


@send.register
def _mail(to: Mail, notice: Notice) -> None:
    letter = EmailMessage()
    letter["Subject"] = f"[fazhi] {notice.subject}"
    letter["From"], letter["To"] = to.sender, ", ".join(to.to)
    letter.set_content(notice.text)
    with _session(to) as session:
        if to.user and to.password:
            session.login(to.user, to.password)
        if refused := session.send_message(letter):
            raise FetchError(f"it refuses {', '.join(refused)}")


@contextmanager
def _session(to: Mail) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if to.security == "tls":
        with smtplib.SMTP_SSL(to.host, to.port, timeout=SECONDS, context=context) as session:
            yield session
        return
    with smtplib.SMTP(to.host, to.port, timeout=SECONDS) as session:
        if to.security == "starttls":
            session.starttls(context=context)
        yield session
