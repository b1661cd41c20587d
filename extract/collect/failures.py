"""Why a page could not be had: the errors that tell a block, an outage and a redesign apart, and their issues."""

from __future__ import annotations

from typing import Literal

from extract.collect.wire import Answer
from extract.errors import FetchError, GoneError, ListingError, RefusedError, SelectorError
from extract.issues import Finding

Kind = Literal["blocked", "outage", "redesign"]

GONE_REASON = "gone"

CODES = (
    (GoneError, "fetch.gone", GONE_REASON),
    (RefusedError, "fetch.refused", "forbidden"),
    (SelectorError, "fetch.redesign", "redesign"),
    (ListingError, "listing.empty", "empty"),
)
"""The error, the issue's code, the reason in the listing entry. A soft failure bears its own; the rest failed."""


class UnexpectedError(FetchError):
    """The portal answers neither the page nor that it is gone. `answer` is what it does answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(
            f"{answer.url}: the portal answers {answer.status} {answer.reason}",
            "Open it in a browser: the portal may block programs, or have moved the page.",
        )
        self.answer = answer


class NotThereError(GoneError):
    """The portal answers that it has no such page (404, 410). `answer` is what it says."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.url}: the portal answers {answer.status}", "Tell the portal, or wait.")
        self.answer = answer


class StrangeHostError(RefusedError):
    """Not asked: the source does not name the host of `url`, to which a listing or a redirect leads."""

    def __init__(self, url: str, message: str) -> None:
        super().__init__(message, "Add the host to the source only if it belongs to the publisher.")
        self.url = url


class SoftFailureError(FetchError):
    """The portal answers, but something else than the page. `kind` says what for: blocked, outage, redesign."""

    def __init__(self, kind: Kind, message: str) -> None:
        super().__init__(message, REMEDIES[kind])
        self.kind: Kind = kind


class LeftAloneError(SoftFailureError):
    """Not asked: the host refused or failed too often in this run, or asked for a longer pause than a night."""

    def __init__(self, kind: Kind, host: str, message: str) -> None:
        super().__init__(kind, message)
        self.host = host


REMEDIES: dict[Kind, str] = {
    "blocked": "Open it in a browser. Where it shows there, ask the publisher to let us in, or ask less often.",
    "outage": "The portal is out of order. The next run asks again.",
    "redesign": "Open the listing in a browser: has the column or the page moved?",
}


def code_and_reason(error: Exception) -> tuple[str, str]:
    """The code of the issue that an error becomes, and the reason in the listing entry."""
    if isinstance(error, SoftFailureError):
        return f"fetch.{error.kind}", error.kind
    for kind, code, reason in CODES:
        if isinstance(error, kind):
            return code, reason
    return "fetch.failed", "failed"


def finding_of(error: FetchError | ListingError | SelectorError, detail: str = "") -> Finding:
    """What to say of an error. All that a host left alone keeps from us is one finding."""
    if isinstance(error, LeftAloneError):
        detail = error.host
    return Finding(code_and_reason(error)[0], error.message, detail)
