"""Asking for an address, judging what comes, and archiving it: the page as content, anything else as evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extract.collect.backoff import hosts_of_run
from extract.collect.failures import NotThereError, UnexpectedError
from extract.collect.fetch import UNCHANGED, Fetcher
from extract.collect.folder import EVIDENCE, PAGE, REDIRECT
from extract.collect.registry import Source
from extract.collect.soft import Expected, soft_failure
from extract.collect.warc import address_of
from extract.collect.wire import Answer, PassingError
from extract.collect.writer import ArchiveWriter
from extract.platforms.base import Request


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the role of the answer; the title and date that a listing has beside it; for an attachment
    or a part, the page that it belongs to."""

    role: str
    title: str | None = None
    listed_on: date | None = None
    parent_url: str | None = None


class Taker:
    """Takes the answers of one source in one run. What it returns is archived."""

    def __init__(self, source: Source, run_id: str, fetcher: Fetcher, writer: ArchiveWriter) -> None:
        self._source = source
        self._fetcher = fetcher
        self._writer = writer
        self._hosts = hosts_of_run(run_id)

    @property
    def requests(self) -> int:
        """What was sent so far."""
        return self._fetcher.requests

    def take(self, request: Request, wanted: Wanted) -> Answer:
        """The answer that is what was asked for; where it has not changed, as the archive holds it.

        It is archived under the address where it stood in the end, and so are the redirects that led there; what
        belongs to a page under the address that was asked. Raises FetchError as `Fetcher.fetch` does, SoftFailureError
        for an answer that is no page, and ArchiveError where the archive cannot be written. Of what is raised, an
        answer that is no page, and that a page is gone, are archived as evidence under the address that was asked.
        """
        answer = self._asked(request, wanted)
        url = address_of(answer.url, request.form)
        held = self._writer.held(url) if answer.status == UNCHANGED else None
        if answer.status == UNCHANGED and held is None:
            raise UnexpectedError(answer)
        whole = (
            replace(answer, status=held.snapshot.status, headers=held.headers, body=held.payload) if held else answer
        )
        self._judge(whole, request, wanted)
        self._hosts.answered(answer.url)
        self._add(answer, wanted, request.url if wanted.parent_url else url, whole.body)
        if not wanted.parent_url:
            self._add_redirects(answer, request, url)
        return whole

    def _asked(self, request: Request, wanted: Wanted) -> Answer:
        try:
            return self._fetcher.fetch(request)
        except NotThereError as error:
            self._hosts.answered(request.url)
            if wanted.role == PAGE:
                self._add_evidence(error.answer, request, wanted)
            raise
        except (UnexpectedError, PassingError) as error:
            if error.answer is not None:
                self._judge(error.answer, request, wanted)
            raise

    def _judge(self, answer: Answer, request: Request, wanted: Wanted) -> None:
        """Raises what is wrong with an answer that is no page, after it was archived as evidence."""
        failure = soft_failure(answer, Expected(wanted.role, wanted.title or "", self._source.listings), request.url)
        if failure is None:
            return
        if failure.kind == "blocked":
            self._hosts.failed(answer.url, failure.kind, failure.message)
        self._add_evidence(answer, request, wanted)
        raise failure

    def _add_evidence(self, answer: Answer, request: Request, wanted: Wanted) -> None:
        evidence = replace(wanted, role=EVIDENCE, parent_url=None)
        self._add(answer, evidence, address_of(request.url, request.form), answer.body)

    def _add_redirects(self, answer: Answer, request: Request, url: str) -> None:
        """Archive what led to the page at `url`; not what led an address to itself, to come again with a cookie."""
        for redirect in answer.redirects:
            place = address_of(redirect.url, request.form)
            if place != url:
                self._add(redirect, Wanted(REDIRECT, parent_url=url), place, redirect.body)

    def _add(self, answer: Answer, wanted: Wanted, url: str, body: bytes) -> None:
        """Archive an answer under an address; `body` are the bytes that it stands for."""
        self._writer.add(
            url=url,
            role=wanted.role,
            fetched_at=answer.fetched_at,
            status=answer.status,
            reason=answer.reason,
            headers=answer.headers,
            body=body,
            parent_url=wanted.parent_url,
            title_listed=wanted.title,
            published_listed=wanted.listed_on,
        )
