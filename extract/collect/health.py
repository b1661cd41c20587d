"""Is a listing alive? One polite request each, and what its answer is, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from extract.collect.failures import Kind, SoftFailureError, StrangeHostError, UnexpectedError
from extract.collect.fetch import Fetcher
from extract.collect.look import look_at
from extract.collect.soft import Expected, soft_failure
from extract.collect.source import Source
from extract.collect.wire import Answer, PassingError
from extract.decode import decode
from extract.errors import FetchError, GoneError, ListingError, RefusedError, SelectorError, UndecodableError
from extract.platforms import PLATFORMS
from extract.platforms.base import ListingPage, Request
from extract.titles import REPORT, kind_of_title

State = Literal["alive", "moved", "empty", "redesigned", "blocked", "outage"]

ALIVE: State = "alive"
SOFT: dict[Kind, State] = {"blocked": "blocked", "outage": "outage", "redesign": "redesigned"}
STATES: tuple[tuple[type[Exception], State], ...] = (
    (RefusedError, "blocked"),
    (GoneError, "redesigned"),
    (FetchError, "outage"),
    (ListingError, "redesigned"),
    (SelectorError, "redesigned"),
    (UndecodableError, "redesigned"),
)
"""What an error says of a listing, the first that fits. A soft failure says it itself."""

WORDS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was answered: where it stood in the end, status, bytes, <title>, the first words outside of links."""

    url: str
    status: int
    size: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Health:
    """A listing's state, and why; what its first page lists; the evidence, None where nothing was answered."""

    source_id: str
    listing_url: str
    state: State
    why: str = ""
    entries: int = 0
    reports: int = 0
    """Entries whose titles are those of yearly reports."""
    newest: date | None = None
    moved_to: str | None = None
    evidence: Evidence | None = None


def check_source(source: Source, run_id: str) -> list[Health]:
    """The health of each of a source's listings, asked as a run asks: robots.txt, pace, hosts."""
    with Fetcher(source, run_id) as fetcher:
        return [_Check(source, url, fetcher).health() for url in source.listings]


class _Check:
    def __init__(self, source: Source, listing_url: str, fetcher: Fetcher) -> None:
        self._source = source
        self._platform = PLATFORMS[source.platform]
        self._url = listing_url
        self._fetcher = fetcher
        self._answer: Answer | None = None

    def health(self) -> Health:
        try:
            request = self._platform.first(self._url)
            page = self._read(request)
            moved_to = self._answer.url if self._answer and _is_elsewhere(self._answer.url, request.url) else None
            if page.next_request and not page.entries and page.total is None:
                page = self._read(page.next_request)  # behind a shell, which holds no list
        except (FetchError, ListingError, SelectorError, UndecodableError) as error:
            return self._failed(error)
        titles = [self._source.titles.get(entry.title, entry.title) for entry in page.entries]
        return Health(
            self._source.id,
            self._url,
            state="empty" if not titles else "moved" if moved_to else ALIVE,
            why="no entry on its first page" if not titles else "",
            entries=len(titles),
            reports=sum(kind_of_title(title).kind == REPORT for title in titles),
            newest=max((entry.listed_on for entry in page.entries if entry.listed_on), default=None),
            moved_to=moved_to,
            evidence=self._evidence(),
        )

    def _read(self, request: Request) -> ListingPage:
        """The listing page that a request brings; raises what is wrong with it."""
        try:
            answer = self._answer = self._fetcher.fetch(request)
        except (UnexpectedError, PassingError) as error:
            self._answer = error.answer
            raise
        if failure := self._soft(answer):
            raise failure
        text = decode(answer.body, answer.header("Content-Type")).text
        return self._platform.read(replace(request, url=answer.url), text)

    def _soft(self, answer: Answer) -> SoftFailureError | None:
        return soft_failure(answer, Expected("listing", listings=self._source.listings))

    def _failed(self, error: Exception) -> Health:
        moved_to = next((each.url for each in (error, error.__cause__) if isinstance(each, StrangeHostError)), None)
        why = str(error).partition("\n")[0]
        if isinstance(error, ListingError | SelectorError) and (others := self._other_platforms()):
            why = f"{why}; it looks like {', '.join(others)}"
        state: State = "moved" if moved_to else self._state(error)
        return Health(self._source.id, self._url, state, why, moved_to=moved_to, evidence=self._evidence())

    def _state(self, error: Exception) -> State:
        told = self._soft(self._answer) if self._answer and not isinstance(error, SoftFailureError) else error
        if isinstance(told, SoftFailureError):
            return SOFT[told.kind]
        if isinstance(error, UnexpectedError) and 400 <= error.answer.status < 500:
            return "blocked"
        return next(state for kind, state in STATES if isinstance(error, kind))

    def _other_platforms(self) -> list[str]:
        """The families that recognise what was answered as theirs."""
        if self._answer is None:
            return []
        text = _text(self._answer)
        return [name for name, other in PLATFORMS.items() if other.recognise(self._answer.url, text)]

    def _evidence(self) -> Evidence | None:
        answer = self._answer
        if answer is None:
            return None
        look = look_at(_text(answer))
        words = " ".join(look.lines)[:WORDS_SHOWN]
        return Evidence(answer.url, answer.status, len(answer.body), look.title[:WORDS_SHOWN], words)


def _text(answer: Answer) -> str:
    try:
        return decode(answer.body, answer.header("Content-Type")).text
    except UndecodableError:
        return ""


def _is_elsewhere(answered: str, asked: str) -> bool:
    """Whether a redirect led to another place than the same address under https or with a slash at its end."""
    return _place(answered) != _place(asked)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
