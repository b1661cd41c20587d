"""A report of the synthetic nation as rows: where it stands, what its page says, and what was read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bench.nation_issuers import Issuer
from bench.nation_prose import words
from bench.nation_text import Text
from extract import EXTRACTOR_VERSION
from extract.reading import report_id_of
from extract.records import Citation, Fact, Report, Section, Snapshot, TableCell, joined_id, stable_id
from extract.seal import seal

Part = Section | Fact | Citation | TableCell
Row = Report | Part


@dataclass(frozen=True, slots=True)
class Shot:
    """A fetch of a page: the run that made it, when, and what it gave, by a name of the payload."""

    run_id: str
    fetched_at: datetime
    payload: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a report says of it, wherever it stands."""

    title: str
    published_on: date | None
    written_on: date
    index_number: str | None
    document_number: str | None
    topic: str | None


def page_of(seed: int, issuer: Issuer, year: int) -> Page:
    """The page's header. Reports are due before 1 April; most come in the weeks before, some months late."""
    rng = Random(f"{seed} {issuer.name} {year} page")
    due, kind = date(year + 1, 4, 1), rng.random()
    if kind < 0.75:
        published = due - timedelta(days=round(abs(rng.gauss(8, 12))) + 1)
    elif kind < 0.87:
        published = due - timedelta(days=rng.randint(25, 85))
    else:
        published = due + timedelta(days=round(rng.expovariate(1 / 45)))
    has_number = rng.random() < 0.4
    return Page(
        title=rng.choice(words().titles).format(issuer=issuer.name, year=year),
        published_on=published if rng.random() < 0.97 else None,
        written_on=published - timedelta(days=rng.randint(0, 9)),
        index_number=f"{issuer.division}-{year}-{rng.randint(1, 99999):05d}" if has_number else None,
        document_number=f"{issuer.place[0]}政发〔{year + 1}〕{rng.randint(1, 90)}号" if rng.random() < 0.2 else None,
        topic="法治建设" if rng.random() < 0.3 else None,
    )


def address(issuer: Issuer, year: int, portal: str) -> str:
    """Where a report stands on a portal."""
    return f"http://www.{portal}.nation.test/{year}/{stable_id(issuer.name)}.html"


def snapshot(url: str, portal: str, shot: Shot, *, refers_to: str | None = None, status: int = 200) -> Snapshot:
    """A fetch of a page."""
    sha256 = hashlib.sha256(f"{url} {shot.payload}".encode()).hexdigest()
    return Snapshot(
        snapshot_id=stable_id(url, shot.run_id, shot.payload),
        source_id=f"portal_{portal}",
        run_id=shot.run_id,
        url=url,
        role="page" if status == 200 else "refused",
        fetched_at=shot.fetched_at,
        status=status,
        content_type="text/html",
        sha256=sha256,
        size=20_000 + int(sha256[:4], 16),
        warc_file=f"portal_{portal}/{shot.run_id}.warc.gz",
        warc_offset=int(sha256[4:11], 16),
        warc_length=6_000 + int(sha256[:3], 16),
        refers_to=refers_to,
        parent_url=None,
        title_listed=None,
        published_listed=None,
    )


def rows(text: Text, page: Page, issuer: Issuer, year: int, shown: Snapshot) -> Iterator[Row]:
    """What a snapshot of a report's page was read as."""
    place = report_id_of(shown.url)
    parts = list(_parts(text, year, place, shown.snapshot_id))
    yield seal(_report(text.body, page, issuer, year, shown, place), parts)
    yield from parts


def _parts(text: Text, year: int, place: str, snapshot_id: str) -> Iterator[Part]:
    for number, each in enumerate(text.headings):
        outline = (number, each.parent_no, each.level, each.marker, each.words, each.part)
        yield Section(place, snapshot_id, *outline, each.start, each.end)
    yield from _facts(text, year, place, snapshot_id)
    for title, start, end in text.citations:
        yield Citation(place, snapshot_id, title, None, start, end)
    heads = {(row, column): cell for row, column, cell, _ in text.cells}
    for row, column, cell, start in text.cells:
        header = "" if row == 1 else heads[1, column]
        row_header = "" if row == 1 or column == 1 else heads[row, 1]
        end = start + len(cell)
        yield TableCell(1, row, column, row == 1, header, row_header, cell, start, end, place, snapshot_id)


def _facts(text: Text, year: int, place: str, snapshot_id: str) -> Iterator[Fact]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    for number, each in enumerate(text.stated):
        figure = each.figure
        yield Fact(
            fact_id=joined_id(stable_id("fact", each.sentence, figure.quote, number), place),
            report_id=place,
            snapshot_id=snapshot_id,
            section_no=each.section_no,
            indicator=each.indicator,
            value=figure.value,
            value_upper=None,
            unit=figure.unit,
            comparator=figure.comparator,
            period_start=None if each.is_cumulative else first,
            period_end=last,
            is_cumulative=each.is_cumulative,
            scope=each.scope,
            qualifier=None,
            subject=each.subject,
            quote=figure.quote,
            char_start=each.start,
            char_end=each.start + len(figure.quote),
            sentence=each.sentence,
            rule=f"count {each.indicator}" if each.indicator else "count",
        )


def _report(body: str, page: Page, issuer: Issuer, year: int, shown: Snapshot, place: str) -> Report:
    return Report(
        report_id=place,
        title=page.title,
        kind="report",
        issuer=issuer.name,
        issuer_kind=issuer.kind,
        level=issuer.level,
        division_code=issuer.division,
        report_year=year,
        published_on=page.published_on,
        published_by="meta" if page.published_on else None,
        written_on=page.written_on,
        written_by="signature",
        index_number=page.index_number,
        document_number=page.document_number,
        publisher=f"{issuer.place}政府办公室",
        source=None,
        topic=page.topic,
        validity=None,
        openness="主动公开" if page.topic else None,
        url=shown.url,
        body_text=body,
        body_method="platform",
        text_sha256=hashlib.sha256(body.encode()).hexdigest(),
        words_sha256=hashlib.sha256(f"words {body}".encode()).hexdigest(),
        source_id=shown.source_id,
        snapshot_id=shown.snapshot_id,
        body_snapshot_id=shown.snapshot_id,
        extractor_version=EXTRACTOR_VERSION,
    )
