"""Asking a portal: within its hosts, by its robots.txt, at its pace, and again only where that can help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import TracebackType
from urllib.parse import urlsplit

from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from extract.collect.backoff import hosts_of_run
from extract.collect.bounds import BOUNDS, Bounds
from extract.collect.clock import Clock, utc_now
from extract.collect.cookies import Cookies
from extract.collect.failures import NotThereError, StrangeHostError, UnexpectedError
from extract.collect.hosts import host_of, is_allowed
from extract.collect.pace import PACE
from extract.collect.registry import Source
from extract.collect.robots import ROBOTS_MAX, Rules, rules_of_run
from extract.collect.wire import NO_HEADERS, Answer, PassingError, Wire, retry_after
from extract.errors import FetchError
from extract.knowledge import nearest
from extract.platforms.base import Request
from extract.platforms.rows import page_address

ATTEMPTS = 3
"""At a request that fails in a way that can pass."""

BACKOFF_MIN = 0.1
"""Seconds. The second attempt waits twice the source's delay, the third four times, and both at least this."""

RETRY_AFTER_MAX = 120.0
"""Seconds. A portal that asks for a longer pause is left until the next run."""

REDIRECTS_MAX = 5
"""As RFC 9309 asks for robots.txt; a page that needs more is going round in circles."""

FOUND, UNCHANGED = 200, 304
REDIRECTS = {301, 302, 303, 307, 308}
SAME_METHOD = {307, 308}
GONE = {404, 410}

COME_AGAIN = 521
"""The status with which a widespread shield sets a cookie and asks for the page a second time."""

PASSING = {408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 522, 523, 524, 527, 530}
"""Statuses that may be other ones a moment later."""

Conditions = Callable[[str], Mapping[str, str]]
"""The headers that ask for an address only if it has changed; none for one that is to be had whole."""


class Fetcher:
    """Asks for one source in one run; a context manager that closes its connections. Not for several threads."""

    def __init__(
        self,
        source: Source,
        run_id: str,
        *,
        bounds: Bounds = BOUNDS,
        conditions: Conditions = lambda _: NO_HEADERS,
        clock: Clock = utc_now,
    ) -> None:
        self._source = source
        self._rules = rules_of_run(run_id)
        self._hosts = hosts_of_run(run_id)
        self._wire = Wire(loopback=source.loopback, tls=source.tls, bounds=bounds, clock=clock)
        self._conditions = conditions
        self._cookies = Cookies()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wire.close()

    @property
    def requests(self) -> int:
        """What was sent so far: pages, redirects, repeated attempts and robots.txt."""
        return self._wire.requests

    def fetch(self, request: Request) -> Answer:
        """The answer of status 200 to a request, redirects followed; its `url` is where they led.

        It is of status 304 where the address named there was asked for under conditions. Raises NotThereError for 404
        and 410; RefusedError for a host that the source does not name, a private address and what robots.txt forbids;
        LeftAloneError for a host that this run has given up; UnexpectedError for any other status, and FetchError
        for every other failure, after the attempts that it is worth.
        """
        answer = self._follow(request, heed_robots=True)
        if answer.status in GONE:
            raise NotThereError(answer)
        if answer.status not in (FOUND, UNCHANGED):
            raise UnexpectedError(answer)
        return answer

    def _follow(self, request: Request, *, heed_robots: bool) -> Answer:
        came_again = False
        redirects: list[Answer] = []
        for _ in range(REDIRECTS_MAX + 1):
            self._check_host(request.url)
            delay = self._heed_robots(request.url) if heed_robots else self._source.delay_seconds
            answer = self._attempt(request, delay, heed_robots=heed_robots)
            if answer.status in REDIRECTS:
                self._cookies.take(answer)
                redirects.append(answer)
                request = _redirected(request, answer)
            elif answer.status == COME_AGAIN and not came_again and self._cookies.take(answer):
                came_again = True
            else:
                return replace(answer, redirects=tuple(redirects))
        raise FetchError(f"{request.url}: more than {REDIRECTS_MAX} redirects", "Open it in a browser: does it end?")

    def _check_host(self, url: str) -> None:
        if not is_allowed(url, self._source.allowed_hosts):
            host = host_of(url) or "no host"
            near = nearest(host, self._source.allowed_hosts)
            raise StrangeHostError(url, f"{url}: {self._source.id} does not name {host} among its allowed_hosts{near}")
        self._hosts.check(url)

    def _heed_robots(self, url: str) -> float:
        """Raises where robots.txt forbids the address; else the pause that it and the source ask for."""
        parts = urlsplit(url)
        rules = self._rules.of(f"{parts.scheme}://{parts.netloc}", self._read_rules)
        rules.check(url)
        return rules.delay(self._source.delay_seconds)

    def _read_rules(self, origin: str) -> Rules:
        """A host's rules. Any 4xx allows everything; no answer, or one that is no rules, forbids (RFC 9309)."""
        try:
            answer = self._follow(Request(f"{origin}/robots.txt"), heed_robots=False)
        except FetchError as error:
            return Rules(None, failure=error)
        if 400 <= answer.status < 500:
            return Rules(None)
        if answer.status != FOUND:
            return Rules(None, failure=UnexpectedError(answer))
        return Rules(Protego.parse(answer.body.decode("utf-8", errors="replace")))

    def _attempt(self, request: Request, delay: float, *, heed_robots: bool) -> Answer:
        def pause(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            # a pause that the portal asks for is kept by all who ask that host
            asked = isinstance(error, PassingError) and error.after is not None
            return 0.0 if asked else max(BACKOFF_MIN, delay * 2**state.attempt_number)

        passing = retry_if_exception_type(PassingError)
        attempts = Retrying(stop=stop_after_attempt(ATTEMPTS), retry=passing, wait=pause, reraise=True)
        try:
            return attempts(self._once, request, delay, heed_robots=heed_robots)
        except PassingError as error:
            if error.answer is None:
                self._hosts.failed(request.url, "outage", error.message)
            raise

    def _once(self, request: Request, delay: float, *, heed_robots: bool) -> Answer:
        host = host_of(request.url) or request.url
        conditions = self._conditions(request.url) if heed_robots and request.form is None else NO_HEADERS
        with PACE.turn(host, delay):
            self._hosts.check(request.url)
            answer = self._wire.send(
                request,
                {**conditions, **self._cookies.header(request.url)},
                enough=None if heed_robots else ROBOTS_MAX,
            )
        if answer.status not in PASSING:
            return answer
        after = retry_after(answer)
        message = f"{answer.url}: the portal answers {answer.status} {answer.reason}"
        if after is not None and after > RETRY_AFTER_MAX:
            message = f"{message} and asks for a pause of {after:.0f} s"
            self._hosts.leave(request.url, "outage", message)
            raise FetchError(message, "The next run asks again.")
        if after is not None:
            PACE.rest(host, after)
        raise PassingError(message, after, answer)


def _location(answer: Answer) -> str:
    """The Location header; where it holds more than ASCII, it was sent in UTF-8 and read byte by byte."""
    stated = answer.header("Location")
    try:
        return stated.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return stated


def _redirected(request: Request, answer: Answer) -> Request:
    """The request that a redirect asks for. A fragment stays with it, as in a browser."""
    location = _location(answer)
    target = page_address(answer.url, location)
    if not location or target is None:
        raise FetchError(
            f"{answer.url}: a redirect to {location!r}", "Open it in a browser: the portal must mend this."
        )
    fragment = urlsplit(request.url).fragment
    url = f"{target}#{fragment}" if fragment else target
    return Request(url, request.form if answer.status in SAME_METHOD else None, request.referer)
