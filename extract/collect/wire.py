"""One exchange over HTTP: a request sent, its answer read within bounds of time and size, no redirect followed."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from types import MappingProxyType
from urllib.parse import quote

import requests
from requests.exceptions import InvalidHeader, InvalidSchema, InvalidURL, RequestException, SSLError
from urllib3.exceptions import HTTPError

from extract.collect.bounds import BOUNDS, RATIO_FREE, Bounds
from extract.collect.clock import Clock, utc_now
from extract.collect.connect import Access, CheckedAdapter
from extract.collect.tls import TlsAllowance, tls_context
from extract.collect.unpack import ACCEPTED, CutOffError, unpacked
from extract.errors import FetchError
from extract.platforms.base import Request

AGENT = "fazhi"
"""The name that robots.txt may address us by."""

CONTACT_VARIABLE = "FAZHI_CONTACT"
CONTACT_UNSET = "contact: whoever runs the asking address"
"""What stands in the user agent until the operator sets FAZHI_CONTACT to a page or a mailbox of their own."""

CHUNK = 1 << 16

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a portal answered: the address asked, status, headers in order, the body unpacked, the time in UTC.

    `redirects` are the answers that led to this one, the first asked first.
    """

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    redirects: tuple[Answer, ...] = ()

    def header(self, name: str) -> str:
        """The first header of this name, or nothing."""
        return next(iter(self.all_headers(name)), "")

    def all_headers(self, name: str) -> list[str]:
        """Every header of this name."""
        return [value for key, value in self.headers if key.lower() == name.lower()]


class PassingError(FetchError):
    """A failure that may pass. `after` is the pause in seconds that the portal asks for, None where it says nothing;
    `answer` is what it answered, None where nothing whole came."""

    def __init__(self, message: str, after: float | None = None, answer: Answer | None = None) -> None:
        super().__init__(message, "The portal is down, overloaded or unreachable. The next run asks again.")
        self.after = after
        self.answer = answer


def user_agent() -> str:
    """Who asks and what for, with the operator's contact from FAZHI_CONTACT."""
    contact = os.environ.get(CONTACT_VARIABLE, "").strip() or CONTACT_UNSET
    return f"{AGENT}/0.1 (collects yearly rule-of-law reports; {quote(contact, safe=' !#$%&*+,/:;=?@[]~')})"


def retry_after(answer: Answer) -> float | None:
    """Seconds that an answer's Retry-After asks to wait, given as a number or as a date; None without one."""
    stated = answer.header("Retry-After").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated)
    try:
        return max(0.0, (parsedate_to_datetime(stated) - answer.fetched_at).total_seconds())
    except (ValueError, TypeError):
        return None


class Wire:
    """A session with portals. `requests` counts the attempts. With `loopback`, this machine may be asked, too."""

    def __init__(
        self, *, loopback: bool, tls: TlsAllowance | None = None, bounds: Bounds = BOUNDS, clock: Clock = utc_now
    ) -> None:
        self._bounds = bounds
        self._clock = clock
        self._session = requests.Session()
        # the host whose address was checked must be the one that is asked: no proxy stands between
        self._session.trust_env = False
        # what is sent back, and when, is the fetcher's to say
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.update({"User-Agent": user_agent(), "Accept-Encoding": ACCEPTED})
        adapter = CheckedAdapter(Access(loopback, bounds), tls_context(tls))
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)
        self.requests = 0

    def close(self) -> None:
        """Close the session's connections."""
        self._session.close()

    def send(self, request: Request, headers: Mapping[str, str] = NO_HEADERS, *, enough: int | None = None) -> Answer:
        """The answer to one request, whatever its status; of its body the first `enough` bytes where that is given.

        Raises RefusedError for a host on a private network, PassingError where no whole answer came, FetchError for
        an answer that is too long, takes too long or cannot be unpacked, for a host that does not exist, and for a
        certificate that is not valid.
        """
        self.requests += 1
        try:
            return self._exchange(request, headers, enough)
        except SSLError as error:
            if _ended_early(error):
                raise PassingError(f"{request.url}: no answer ({error})") from error
            raise FetchError(
                f"{request.url}: {error}",
                "Open it in a browser. The portal must mend this, unless the source names a reason under `tls`.",
            ) from error
        except (InvalidURL, InvalidSchema, InvalidHeader) as error:
            raise FetchError(f"{request.url}: {error}", "The portal names an address that is none.") from error
        except (RequestException, HTTPError, OSError) as error:
            raise PassingError(f"{request.url}: no answer ({error})") from error
        except CutOffError as error:
            raise PassingError(f"{request.url}: {error.message}") from error
        except FetchError as error:
            raise type(error)(f"{request.url}: {error.message}", error.remedy) from error

    def _exchange(self, request: Request, headers: Mapping[str, str], enough: int | None) -> Answer:
        referer = {"Referer": request.referer} if request.referer else {}
        with self._session.request(
            "GET" if request.form is None else "POST",
            request.url,
            data=request.form,
            headers={**headers, **referer},
            timeout=(self._bounds.connect_seconds, self._bounds.read_seconds),
            allow_redirects=False,
            stream=True,
        ) as response:
            return Answer(
                url=request.url,
                status=response.status_code,
                reason=response.reason or "",
                headers=tuple(response.raw.headers.iteritems()),
                body=_body(response, self._bounds, enough),
                fetched_at=self._clock(),
            )


def _ended_early(error: BaseException | None) -> bool:
    """Whether the connection broke while TLS was agreed on: that can pass, a wrong certificate cannot."""
    while error is not None:
        if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | ConnectionError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _body(response: requests.Response, bounds: Bounds, enough: int | None) -> bytes:
    """The body, unpacked, piece by piece as it comes."""
    body = bytearray()
    for piece in unpacked(_pieces(response), response.headers.get("Content-Encoding", "")):
        body += piece
        if enough is not None and len(body) >= enough:
            return bytes(body[:enough])
        if len(body) > bounds.body_max:
            raise FetchError(f"the answer exceeds {bounds.body_max} bytes", "Look at it by hand: is it a page?")
        if len(body) > max(RATIO_FREE, bounds.ratio_max * response.raw.tell()):
            raise FetchError(
                f"the answer unpacks to more than {bounds.ratio_max} times its size",
                "Look at it by hand: it is no page, and may be meant to do harm.",
            )
    return bytes(body)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    while piece := response.raw.read1(CHUNK, decode_content=False):
        yield piece
