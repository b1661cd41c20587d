"""Finding a portal's column of reports from any of its pages, with a handful of polite requests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from extract.collect.fetch import Fetcher
from extract.collect.leads import Lead, leads_in
from extract.collect.soft import Expected, soft_failure
from extract.decode import decode
from extract.errors import FetchError, GoneError, ListingError, SelectorError, UndecodableError
from extract.platforms import PLATFORMS
from extract.platforms.base import Entry, ListingPage, Platform, Request
from extract.titles import REPORT, kind_of_title

PAGES_MAX = 8
"""Asked in all, robots.txt aside: a home page, a level or two of columns, a site map, the list behind a shell."""

LEVELS_MAX = 3
"""Links followed from the page that was given. 首页, 政务公开, 法定主动公开内容, 法治政府建设 are so far apart."""

SITEMAP = "/sitemap.xml"
GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Column:
    """A listing that was found: its address, its platform and by what that showed, what its first page lists."""

    url: str
    platform: str
    shown_by: str
    page: ListingPage
    reports: tuple[Entry, ...]

    @property
    def is_certain(self) -> bool:
        """Whether it is there for reports: they are half of its entries or more."""
        return 2 * len(self.reports) >= len(self.page.entries)


@dataclass(frozen=True, slots=True)
class Survey:
    """The column that was found, and the way to it."""

    column: Column
    pages: tuple[tuple[str, str], ...]
    """Addresses and texts."""
    steps: tuple[str, ...]
    """What was asked and why, and what it gave, a line each."""


def survey(url: str, fetcher: Fetcher) -> Survey:
    """Follow the best leads from a page to a column of reports.

    Raises FetchError where the page itself cannot be had, ListingError where no column was found.
    """
    surveyor = _Surveyor(url, fetcher)
    surveyor.visit(Lead(url, "the address given", 100), 0)
    surveyor.follow()
    if surveyor.column is None:
        surveyor.try_sitemap()
    if surveyor.column is None:
        raise ListingError(
            f"{url}: no list of reports found ({'; '.join(surveyor.steps)})",
            "Look for the column in a browser and probe its own address; a list made by a script may not be seen.",
        )
    return Survey(surveyor.column, tuple(surveyor.pages), tuple(surveyor.steps))


class _Surveyor:
    def __init__(self, url: str, fetcher: Fetcher) -> None:
        self.column: Column | None = None
        self.pages: list[tuple[str, str]] = []
        self.steps: list[str] = []
        self._start = url
        self._fetcher = fetcher
        self._asked = 0
        self._leads: list[tuple[int, Lead]] = []
        self._seen: set[str] = set()

    def follow(self) -> None:
        """Visit the best lead left, the nearest of equals, until a column is certain or the bound is reached."""
        while self._leads and self._asked < PAGES_MAX and not self._is_done():
            best = max(self._leads, key=lambda each: (each[1].rank, -each[0]))
            self._leads.remove(best)
            if best[1].url in self._seen:
                continue
            try:
                self.visit(best[1], best[0])
            except FetchError as error:
                self.steps.append(f"{best[1].url}: {error.message.removeprefix(f'{best[1].url}: ')}")

    def try_sitemap(self) -> None:
        """Take the leads of sitemap.xml, where there is one."""
        if self._asked < PAGES_MAX:
            self._leads.append((0, Lead(urljoin(self._start, SITEMAP), "the site map for programs", 0)))
            self.follow()

    def visit(self, lead: Lead, level: int) -> None:
        """Ask a page, see whether it is a column, and take its leads. Raises FetchError where it cannot be had."""
        self._seen.add(lead.url)
        url, text = self._page(lead.url)
        self.pages.append((url, text))
        column = self._column(url, text)
        what = f"{len(column.page.entries)} entries, {len(column.reports)} reports" if column else "no list of reports"
        self.steps.append(f"{url} ({lead.said}): {what}")
        if column and (self.column is None or len(column.reports) > len(self.column.reports)):
            self.column = column
        if level < LEVELS_MAX:
            self._leads += [(level + 1, each) for each in leads_in(url, text)]

    def _is_done(self) -> bool:
        return self.column is not None and self.column.is_certain

    def _page(self, url: str) -> tuple[str, str]:
        """A page; of a column that has none, but whose family is told by its address, no text."""
        try:
            return self._ask(Request(url))
        except GoneError:
            if not any(platform.recognise(url, "") for platform in PLATFORMS.values()):
                raise
            return url, ""

    def _ask(self, request: Request) -> tuple[str, str]:
        """Where the answer stood in the end, and its text. Raises FetchError, also for an answer that is no page."""
        self._asked += 1
        answer = self._fetcher.fetch(request)
        if failure := soft_failure(answer, Expected("listing"), request.url):
            raise failure
        try:
            return answer.url, decode(answer.body, answer.header("Content-Type")).text
        except UndecodableError as error:
            raise FetchError(f"{answer.url}: {error.message}", error.remedy) from error

    def _column(self, url: str, text: str) -> Column | None:
        """The page as a listing of the family that recognises it, or of none; None where it lists no report."""
        names = [name for name, platform in PLATFORMS.items() if platform.recognise(url, text)]
        for name in (*names, GENERIC):
            try:
                page = self._listing(PLATFORMS[name], url, text)
            except (FetchError, ListingError, SelectorError) as error:
                if name != GENERIC:
                    self.steps.append(f"{url} as {name}: {error.message.removeprefix(f'{url}: ')}")
                continue
            reports = tuple(entry for entry in page.entries if kind_of_title(entry.title).kind == REPORT)
            if reports:
                return Column(url, name, _shown_by(PLATFORMS[name], url), page, reports)
        return None

    def _listing(self, platform: Platform, url: str, text: str) -> ListingPage:
        """The first page of the list that has entries, as a night would come to it."""
        request = platform.first(url)
        address = url
        if request != Request(url):
            address, text = self._ask(request)
        page = platform.read(replace(request, url=address), text)
        if page.next_request and not page.entries and page.total is None and self._asked < PAGES_MAX:
            following = page.next_request
            address, text = self._ask(following)
            page = platform.read(replace(following, url=address), text)
        return page


def _shown_by(platform: Platform, url: str) -> str:
    if platform.name == GENERIC:
        return "no family that is known; the list was found by its structure"
    return "its address" if platform.recognise(url, "") else f"the markup of {urlsplit(url).path}"
