"""Asking a portal: within its hosts, by its robots.txt, at its pace, and again only where that can help."""

from __future__ import annotations

from types import TracebackType
from urllib.parse import urlsplit

from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from extract.collect.hosts import host_of, is_allowed
from extract.collect.pace import PACE
from extract.collect.registry import Source
from extract.collect.robots import Rules, rules_of_run
from extract.collect.wire import Answer, PassingError, Wire, retry_after
from extract.errors import FetchError, GoneError, RefusedError
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

REDIRECTS = {301, 302, 303, 307, 308}
SAME_METHOD = {307, 308}
GONE = {404, 410}
PASSING = {429, 500, 502, 503, 504}
"""Statuses that may be other ones a moment later."""


class Fetcher:
    """Asks for one source in one run; a context manager that closes its connections. Not for several threads."""

    def __init__(self, source: Source, run_id: str) -> None:
        self._source = source
        self._rules = rules_of_run(run_id)
        self._wire = Wire(loopback=source.loopback)

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

        Raises GoneError for 404 and 410; RefusedError for a host that the source does not name, a private address
        and what robots.txt forbids; FetchError for every other failure, after the attempts that it is worth.
        """
        answer = self._follow(request, heed_robots=True)
        if answer.status in GONE:
            raise GoneError(f"{answer.url}: the portal answers {answer.status}", "Tell the portal, or wait.")
        if answer.status != 200:
            raise _unexpected(answer)
        return answer

    def _follow(self, request: Request, *, heed_robots: bool) -> Answer:
        for _ in range(REDIRECTS_MAX + 1):
            self._check_host(request.url)
            delay = self._heed_robots(request.url) if heed_robots else self._source.delay_seconds
            answer = self._attempt(request, delay)
            if answer.status not in REDIRECTS:
                return answer
            request = _redirected(request, answer)
        raise FetchError(f"{request.url}: more than {REDIRECTS_MAX} redirects", "Open it in a browser: does it end?")

    def _check_host(self, url: str) -> None:
        if not is_allowed(url, self._source.allowed_hosts):
            host = host_of(url) or "no host"
            near = nearest(host, self._source.allowed_hosts)
            raise RefusedError(
                f"{url}: {self._source.id} does not name {host} among its allowed_hosts{near}",
                "Add the host to the source only if it belongs to the publisher.",
            )

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
        if answer.status != 200:
            return Rules(None, failure=_unexpected(answer))
        return Rules(Protego.parse(answer.body.decode("utf-8", errors="replace")))

    def _attempt(self, request: Request, delay: float) -> Answer:
        def pause(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.after if isinstance(error, PassingError) else None
            return asked if asked is not None else max(BACKOFF_MIN, delay * 2**state.attempt_number)

        passing = retry_if_exception_type(PassingError)
        attempts = Retrying(stop=stop_after_attempt(ATTEMPTS), retry=passing, wait=pause, reraise=True)
        return attempts(self._once, request, delay)

    def _once(self, request: Request, delay: float) -> Answer:
        with PACE.turn(host_of(request.url) or request.url, delay):
            answer = self._wire.send(request)
        if answer.status not in PASSING:
            return answer
        after = retry_after(answer)
        message = f"{answer.url}: the portal answers {answer.status} {answer.reason}"
        if after is not None and after > RETRY_AFTER_MAX:
            raise FetchError(f"{message} and asks for a pause of {after:.0f} s", "The next run asks again.")
        raise PassingError(message, after)


def _unexpected(answer: Answer) -> FetchError:
    return FetchError(
        f"{answer.url}: the portal answers {answer.status} {answer.reason}",
        "Open it in a browser: the portal may block programs, or have moved the page.",
    )


def _redirected(request: Request, answer: Answer) -> Request:
    """The request that a redirect asks for. A fragment stays with it, as in a browser."""
    location = answer.header("Location")
    target = page_address(answer.url, location)
    if not location or target is None:
        raise FetchError(
            f"{answer.url}: a redirect to {location!r}", "Open it in a browser: the portal must mend this."
        )
    fragment = urlsplit(request.url).fragment
    url = f"{target}#{fragment}" if fragment else target
    return Request(url, request.form if answer.status in SAME_METHOD else None)
