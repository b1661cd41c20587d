"""DATA/notices.yml and the environment, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import KnowledgeError
from flows.datadir import DataDirectory
from flows.recipients import PASSWORD, SECRET, URL, Mail, Webhook, recipients

MAIL = "email: {host: post.test, from: night@a.test, to: [one@a.test]"


def read(folder: Path, text: str, **environment: str) -> tuple[Webhook | Mail, ...]:
    if text:
        (folder / "notices.yml").write_text(text, encoding="utf-8")
    return recipients(DataDirectory(folder), environment)


@pytest.mark.parametrize(
    ("text", "environment", "found"),
    [
        ("", {}, ()),
        ("webhook: {url: 'https://a.test/x'}", {}, (Webhook("https://a.test/x"),)),
        (
            "webhook: {url: 'https://a.test/x'}",
            {URL: "https://b.test/y", SECRET: "s"},
            (Webhook("https://b.test/y", "s"),),
        ),
        ("", {URL: "http://localhost:8080/y", SECRET: "s"}, (Webhook("http://localhost:8080/y", "s"),)),
        (MAIL + "}", {}, (Mail("post.test", 587, "starttls", "night@a.test", ("one@a.test",)),)),
        (MAIL + ", security: tls}", {}, (Mail("post.test", 465, "tls", "night@a.test", ("one@a.test",)),)),
        (
            MAIL + ", port: 2525, user: night}",
            {PASSWORD: "p"},
            (Mail("post.test", 2525, "starttls", "night@a.test", ("one@a.test",), "night", "p"),),
        ),
    ],
)
def test_who_is_told(tmp_path: Path, text: str, environment: dict[str, str], found: tuple[Webhook | Mail, ...]) -> None:
    assert read(tmp_path, text, **environment) == found


@pytest.mark.parametrize(
    ("text", "environment", "said"),
    [
        ("[]", {}, "not keys and values"),
        ("webhook: {", {}, "not YAML"),
        ("webhok: {url: 'https://a.test'}", {}, 'unknown key "webhok" .did you mean "webhook"'),
        ("webhook: {url: 'https://a.test', secret: s}", {}, 'unknown key "webhook.secret"'),
        ("webhook: {url: a.test}", {}, "webhook.url is 'a.test'"),
        ("webhook: {url: 'http://a.test'}", {SECRET: "s"}, "would go to a.test in the clear"),
        ("", {URL: "ftp://a.test"}, f"{URL} is no address"),
        ("email: {host: post.test}", {}, "no email.from"),
        (MAIL + ", security: ssl}", {}, "email.security is 'ssl'"),
        (MAIL + ", user: night}", {}, "email.user has no password"),
        (MAIL + ", user: night, security: none}", {PASSWORD: "p"}, "would go to post.test in the clear"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, environment: dict[str, str], said: str) -> None:
    with pytest.raises(KnowledgeError, match=said) as raised:
        read(tmp_path, text, **environment)
    assert raised.value.remedy


def test_no_secret_is_shown() -> None:
    shown = repr((Webhook("https://a.test/token", "s3cret"), Mail("h", 1, "tls", "a@b", ("c@d",), "u", "s3cret")))
    assert "s3cret" not in shown
    assert "token" not in shown
