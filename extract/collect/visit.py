"""A visit to one source: which pages are asked for, in which order, and what came of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from extract.collect.assertions import check_least, findings_of
from extract.collect.clock import Clock
from extract.collect.discover import Found, Walk, listing_finding, walk_listing
from extract.collect.failures import GONE_REASON, LeftAloneError, code_and_reason, finding_of
from extract.collect.folder import LISTING, PAGE
from extract.collect.hosts import is_allowed
from extract.collect.links import Belonging, belongings
from extract.collect.registry import Source
from extract.collect.scope import NIGHT, Scope
from extract.collect.shelf import Shelf
from extract.collect.take import Taker, Wanted
from extract.decode import decode
from extract.errors import FetchError, ListingError, RefusedError, SelectorError, UndecodableError
from extract.issues import Finding
from extract.platforms import PLATFORMS
from extract.platforms.base import Request
from extract.records import Issue, ListingEntry, Snapshot
from extract.titles import REPORT

TAKEN, REFUSED = "report", "refused"
"""Verdicts of listing entries."""

TRIES = 2
"""Times the quota of pages to look at again are asked for at most: one that gives no answer leaves no trace by which it
would come last the next night, and must not keep the others waiting."""


class Visit:
    """One run's visit to one source: its listings walked, its pages asked for, what came of each kept."""

    def __init__(
        self,
        source: Source,
        run_id: str,
        taker: Taker,
        shelf: Shelf,
        progress: Callable[[str], None],
        clock: Clock,
        scope: Scope = NIGHT,
    ) -> None:
        self._source = source
        self._run_id = run_id
        self._taker = taker
        self._shelf = shelf
        self._recall = shelf.recall
        self._progress = progress
        self._clock = clock
        self._scope = scope
        self._reasons: dict[str, str] = {}
        """What came of each page that was asked for, by its address: `report`, or what stopped it."""
        self._belongings: set[str] = set()
        self._noted: set[Finding] = set()
        self.issues: list[Issue] = []
        self.is_whole = True

    def walk(self) -> list[Found]:
        """What the listings hold, one an address. Raises the first listing's error where none can be read, and
        BelowMinError where all could be walked to their ends and hold too little."""
        walks: list[Walk] = []
        failed: list[tuple[str, FetchError | ListingError | SelectorError]] = []
        for listing_url in self._source.listings:
            try:
                walks.append(
                    walk_listing(self._source, listing_url, self._ask, self._shelf, self._scope, self._may_ask)
                )
            except (FetchError, ListingError, SelectorError) as error:
                failed.append((listing_url, error))
                continue
            for finding in walks[-1].findings:
                self._note(finding, listing_url)
        if not walks:
            raise failed[0][1]
        for listing_url, why in failed:
            self._note(listing_finding(why), listing_url)
        found = _together(walks)
        self.is_whole = not failed and all(walk.is_whole for walk in walks)
        self._hold_against_assertions(found, is_complete=not failed and all(walk.is_complete for walk in walks))
        return found

    def _hold_against_assertions(self, found: Sequence[Found], *, is_complete: bool) -> None:
        """The least must be there where it can be counted; what is odd shows, too, in entries that the archive has."""
        if self.is_whole:
            check_least(self._source, len(found))
        if is_complete:
            for finding in findings_of(self._source, [each.entry.title for each in found]):
                self._note(finding, self._source.listings[0])

    def fetch_new(self, found: Iterable[Found]) -> None:
        """Fetch the reports of the visit's scope whose pages were never had, and what belongs to them."""
        for each in found:
            entry = each.entry
            is_wanted = each.reason == REPORT and self._scope.wants(entry.title, entry.listed_on)
            if is_wanted and self._recall.is_new(entry.url) and self._may_ask():
                self._page(entry.url, Wanted(PAGE, entry.title, entry.listed_on))

    def finish(self, lacking: Iterable[tuple[Belonging, Snapshot]]) -> None:
        """Ask again for what pages of the last nights lack; each comes with its page, which is asked for, too, where
        that was had: a page is read anew with what the same run has of it."""
        for belonging, page in lacking:
            if self._belonging(belonging, page.url) and page.url not in self._reasons:
                self._page(page.url, Wanted(PAGE, page.title_listed, page.published_listed))

    def look_again(self, found: Iterable[Found]) -> None:
        """Ask for the visit's share of the known pages, listed or not, as long as not too many give no answer."""
        listed = {each.entry.url: each.entry for each in found}
        quota = self._scope.quota(self._recall, self._source.cadence, self._clock())
        answered = tried = 0
        for last in self._recall.in_turn(self._clock()):
            if answered >= quota or tried >= TRIES * quota or not self._may_ask():
                return
            if last.url in self._reasons or not is_allowed(last.url, self._source.allowed_hosts):
                continue
            entry = listed.get(last.url)
            title, listed_on = (entry.title, entry.listed_on) if entry else (last.title_listed, last.published_listed)
            error = self._page(last.url, Wanted(PAGE, title, listed_on))
            tried += not isinstance(error, RefusedError)
            answered += error is None or code_and_reason(error)[1] not in ("failed", "forbidden")

    def entries(self, found: Iterable[Found]) -> Iterator[ListingEntry]:
        """The rows of what the listings showed in this run, and of what was asked for again."""
        for each in found:
            reason = self._reason(each)
            if each.seen_at and each.entry.url not in self._reasons:
                continue
            yield ListingEntry(
                source_id=self._source.id,
                url=each.entry.url,
                title=each.entry.title,
                listed_on=each.entry.listed_on,
                listing_url=each.listing_url,
                verdict=TAKEN if reason == REPORT else REFUSED,
                reason=reason,
                run_id=self._run_id,
                seen_at=each.seen_at or self._clock(),
            )

    def _reason(self, found: Found) -> str:
        url = found.entry.url
        for address in (url, self._recall.led_to(url)):
            if address in self._reasons:
                return self._reasons[address]
        is_gone = found.reason == REPORT and self._recall.is_gone(url)
        return GONE_REASON if is_gone else found.reason

    def _may_ask(self) -> bool:
        """Whether the visit's bound of requests leaves room; that it does not is noted once."""
        most = self._scope.requests
        if most is None or self._taker.requests < most:
            return True
        bounded = Finding("collect.bounded", f"{self._source.id}: {most} requests were made, the rest was left")
        if bounded not in self._noted:
            self._note(bounded, self._source.listings[0])
        return False

    def _ask(self, request: Request) -> tuple[str, str]:
        answer = self._taker.take(request, Wanted(LISTING))
        self._progress(f"listing {request.url}")
        try:
            return answer.url, decode(answer.body, answer.header("Content-Type")).text
        except UndecodableError as error:
            raise ListingError(f"{answer.url}: {error.message}", error.remedy) from error

    def _page(self, url: str, wanted: Wanted) -> FetchError | None:
        """Fetch a page and what belongs to it; what stopped it, which is noted, or None."""
        try:
            answer = self._taker.take(Request(url), wanted)
        except FetchError as error:
            self._reasons[url] = code_and_reason(error)[1]
            self._failed(error, url)
            return error
        self._reasons[url] = REPORT
        self._progress(wanted.title or url)
        for belonging in belongings(answer, PLATFORMS[self._source.platform].body, self._source.allowed_hosts):
            self._belonging(belonging, answer.url)
        return None

    def _belonging(self, belonging: Belonging, page_url: str) -> bool:
        """Fetch what belongs to a page, once a run; whether it was had just now."""
        if belonging.url in self._belongings:
            return False
        self._belongings.add(belonging.url)
        try:
            self._taker.take(Request(belonging.url), Wanted(belonging.role, parent_url=page_url))
        except FetchError as error:
            self._failed(error, belonging.url)
            return False
        self._progress(f"{belonging.role} {belonging.url}")
        return True

    def _failed(self, error: FetchError, url: str) -> None:
        """Note why a page was not had. A host that is left alone is noted once, with the listing."""
        finding = finding_of(error)
        if isinstance(error, LeftAloneError):
            url = self._source.listings[0]
        if finding not in self._noted:
            self._note(finding, url)

    def _note(self, finding: Finding, url: str) -> None:
        self._noted.add(finding)
        self.issues.append(
            finding.issue(run_id=self._run_id, seen_at=self._clock(), source_id=self._source.id, url=url)
        )


def _together(walks: Iterable[Walk]) -> list[Found]:
    """The entries of all listings, one an address: as this run saw it, before what the archive tells."""
    found: dict[str, Found] = {}
    for each in (each for walk in walks for each in walk.found):
        if each.entry.url not in found or found[each.entry.url].seen_at:
            found[each.entry.url] = each
    return list(found.values())
