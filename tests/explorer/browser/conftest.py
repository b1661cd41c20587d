"""A real Chromium, the distribution's own, and readers in it who watch for what a page must not do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from explorer.words import Language, word

if TYPE_CHECKING:
    from tests.explorer.conftest import Site

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""As the distributions call it. The Makefile sees to it, by .ci/chromium."""

PATIENCE = 30_000
"""Milliseconds until a page must show what is expected of it. Playwright's own 5 s are too few for two busy cores."""

DESKTOP, PHONE = 1280, 360
"""Widths in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A page of the browser, and the language that its reader reads."""

    page: Page
    address: str
    language: Language
    scripts: bool = True
    """Whether the browser runs any."""
    foreign: list[str] = field(default_factory=list)
    """Requests that left the host."""
    complaints: list[str] = field(default_factory=list)
    """What the browser complained of: scripts that failed, and what the policy of the page forbids."""

    def open(self, path: str) -> Page:
        """A page in the reader's language, loaded to its end, with its charts drawn where scripts run."""
        self.page.goto(self.address + ("/en" if self.language == "en" else "") + path)
        if self.scripts:
            expect(self.page.locator(".chart:not(:has(svg))")).to_have_count(0)
        return self.page

    def word(self, key: str) -> str:
        """A word of the explorer as this reader sees it."""
        return word(key, self.language)


Read = Callable[..., "AbstractContextManager[Reader]"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, once a file: Playwright's event loop runs as long, and other tests run one of their own."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, (
        f"none of {', '.join(NAMES)} is installed: `.ci/chromium` installs it, `-m 'not browser'` goes without"
    )
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def read(chromium: Browser, site: Site) -> Read:
    """`with read("en", PHONE) as reader`: at the end, nothing left the host and the browser had no complaint."""

    @contextmanager
    def reading(language: Language, width: int, *, scripts: bool = True, **options: Any) -> Iterator[Reader]:
        context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts, **options)
        reader = Reader(context.new_page(), site.address, language, scripts)
        host = urlsplit(site.address).netloc

        def note_request(request: Any) -> None:
            if urlsplit(request.url).netloc != host and not request.url.startswith("data:"):
                reader.foreign.append(request.url)

        def note_message(message: Any) -> None:
            is_told = message.location["url"] == reader.page.url  # that the page itself is an error
            if message.type in ("error", "warning") and not is_told:
                reader.complaints.append(message.text)

        reader.page.on("request", note_request)
        reader.page.on("console", note_message)
        reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        yield reader
        context.close()
        assert not reader.foreign
        assert not reader.complaints

    return reading
