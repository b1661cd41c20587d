"""One exchange over HTTP: a request sent, its answer read within bounds of time and size, no redirect followed."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import requests
from requests.exceptions import RequestException, SSLError
from urllib3.exceptions import DecodeError, HTTPError

from extract.collect.hosts import refuse_private
from extract.errors import FetchError
from extract.platforms.base import Request

AGENT = "fazhi"
"""The name that robots.txt may address us by."""

CONTACT_VARIABLE = "FAZHI_CONTACT"
CONTACT_UNSET = "contact: whoever runs the asking address"
"""What stands in the user agent until the operator sets FAZHI_CONTACT to a page or a mailbox of their own."""

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
"""Between two pieces of an answer: pages that a portal's database puts together can take ten seconds to begin."""

TOTAL_SECONDS = 180.0
"""For one answer: the largest body at 200 KB/s. A dripping answer must not hold its host all night."""

BODY_MAX = 32 * 1024 * 1024
"""Bytes. Pages stay below 1 MB; a scanned report attached as PDF can reach 20 MB."""

CHUNK = 1 << 16


class PassingError(FetchError):
    """A failure that may pass. `after` is the pause in seconds that the portal asks for, None where it says nothing."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message, "The portal is down, overloaded or unreachable. The next run asks again.")
        self.after = after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a portal answered: the address asked, status, headers in order, the body decoded, the time in UTC."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime

    def header(self, name: str) -> str:
        """The first header of this name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def user_agent() -> str:
    """Who asks and what for, with the operator's contact from FAZHI_CONTACT."""
    contact = os.environ.get(CONTACT_VARIABLE, "").strip() or CONTACT_UNSET
    return f"{AGENT}/0.1 (collects yearly rule-of-law reports; {quote(contact, safe=' !#$%&*+,/:;=?@[]~')})"


def retry_after(answer: Answer) -> float | None:
    """Seconds that an answer's Retry-After asks to wait, given as a number or as a date; None without one."""
    stated = answer.header("Retry-After").strip()
    if stated.isdigit():
        return float(stated)
    try:
        return max(0.0, (parsedate_to_datetime(stated) - answer.fetched_at).total_seconds())
    except (ValueError, TypeError):
        return None


class Wire:
    """A session with portals. `requests` counts what was sent. With `loopback`, this machine may be asked, too."""

    def __init__(self, *, loopback: bool) -> None:
        self._loopback = loopback
        self._session = requests.Session()
        # the host whose address was checked must be the one that is asked: no proxy stands between
        self._session.trust_env = False
        self._session.headers["User-Agent"] = user_agent()
        self.requests = 0

    def close(self) -> None:
        """Close the session's connections."""
        self._session.close()

    def send(self, request: Request) -> Answer:
        """The answer to one request, whatever its status.

        Raises RefusedError for a host on a private network, PassingError where no whole answer came, FetchError for
        an answer that is too long, takes too long or cannot be unpacked, and for a certificate that is not valid.
        """
        try:
            refuse_private(request.url, loopback=self._loopback)
            self.requests += 1
            return self._exchange(request)
        except (SSLError, DecodeError) as error:
            raise FetchError(f"{request.url}: {error}", "Open it in a browser: the portal must mend this.") from error
        except (RequestException, HTTPError, OSError) as error:
            raise PassingError(f"{request.url}: no answer ({error})") from error

    def _exchange(self, request: Request) -> Answer:
        with self._session.request(
            "GET" if request.form is None else "POST",
            request.url,
            data=request.form,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as response:
            return Answer(
                url=request.url,
                status=response.status_code,
                reason=response.reason or "",
                headers=tuple(response.headers.items()),
                body=_body(response, request.url),
                fetched_at=datetime.now(UTC),
            )


def _body(response: requests.Response, url: str) -> bytes:
    """The body, unpacked, piece by piece as it comes."""
    end = time.monotonic() + TOTAL_SECONDS
    body = bytearray()
    while piece := response.raw.read1(CHUNK, decode_content=True):
        body += piece
        if len(body) > BODY_MAX:
            raise FetchError(f"{url}: the answer exceeds {BODY_MAX} bytes", "Look at it by hand: is it a page?")
        if time.monotonic() > end:
            raise FetchError(f"{url}: the answer took longer than {TOTAL_SECONDS:.0f} s", "The next run asks again.")
    return bytes(body)
