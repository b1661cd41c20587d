"""A desk to work at: small reports of our own writing, staged and loaded into a real DuckDB file."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.records import (
    Correction,
    Division,
    Fact,
    IndicatorRow,
    Issue,
    ListingEntry,
    Report,
    RunRow,
    Section,
    Snapshot,
    SourceRow,
    joined_id,
    stable_id,
)
from extract.seal import seal
from warehouse.check import CheckResult, run_checks
from warehouse.database import database
from warehouse.load import LoadSummary, load
from warehouse.schema import apply_schema
from warehouse.stage import Record, write_set

FIRST_NIGHT = datetime(2024, 5, 1, 18, 0, tzinfo=UTC)

URL = "http://portal.test/2023.html"

LINES = (
    ("opening", "现将本县情况报告如下。"),
    ("achievements", "一、主要工作。收到复议申请58件,受理54件。"),
    ("plan", "二、下一年打算。组织培训10次。"),
)
"""A report in three lines: the part that each opens, and its text."""

RECEIVED = ("58件", "58", "reconsideration.applications_received")
ACCEPTED = ("54件", "54", "reconsideration.accepted")
PLANNED = ("10次", "10", "training.officer_training_sessions")

INDICATORS = tuple(
    IndicatorRow(code, zh, code, unit, kind, "What counts.")
    for code, zh, unit, kind in (
        ("reconsideration.applications_received", "收到行政复议申请数", "件", "flow"),
        ("reconsideration.accepted", "受理行政复议案件数", "件", "flow"),
        ("reconsideration.concluded", "审结行政复议案件数", "件", "flow"),
        ("reconsideration.conclusion_rate", "行政复议审结率", "%", "rate"),
        ("training.officer_training_sessions", "执法培训期数", "期", "flow"),
        ("enforcement.licensed_officers", "持证行政执法人员数", "人", "stock"),
    )
)

DIVISIONS = (
    Division("990000", "虚省", "province", None, None, None),
    Division("990100", "甲市", "prefecture", "990000", None, None),
    Division("990101", "乙县", "county", "990100", None, None),
    Division("990102", "丙县", "county", "990100", None, date(2022, 12, 31)),
)


def night(number: int) -> datetime:
    """When the run of a night fetched, UTC."""
    return FIRST_NIGHT + timedelta(days=number)


def run_id(number: int) -> str:
    """The id of the run of a night."""
    return night(number).strftime("%Y%m%dT%H%M%SZ")


def snapshot(number: int, url: str = URL, *, refers_to: str | None = None, **other: Any) -> Snapshot:
    """An answer that was fetched in a night."""
    values = {
        "snapshot_id": stable_id(url, number),
        "source_id": "yixian",
        "run_id": run_id(number),
        "url": url,
        "role": "page",
        "fetched_at": night(number),
        "status": 200,
        "content_type": "text/html",
        "sha256": stable_id("bytes", url, number),
        "size": 1000,
        "warc_file": f"yixian/{run_id(number)}.warc.gz",
        "warc_offset": 0,
        "warc_length": 500,
        "refers_to": refers_to,
        "parent_url": None,
        "title_listed": None,
        "published_listed": None,
    }
    return Snapshot(**(values | other))


def _report(shot: Snapshot, body: str, stated: dict[str, Any]) -> Report:
    values: dict[str, Any] = dict.fromkeys(Report.__dataclass_fields__)
    values |= {
        "report_id": stable_id("report", shot.url),
        "title": "乙县人民政府2023年法治政府建设年度报告",
        "kind": "report",
        "issuer": "乙县人民政府",
        "issuer_kind": "government",
        "level": "county",
        "division_code": "990101",
        "report_year": 2023,
        "published_on": date(2024, 3, 20),
        "published_by": "meta",
        "url": shot.url,
        "body_text": body,
        "body_method": "platform",
        "text_sha256": hashlib.sha256(body.encode()).hexdigest(),
        "source_id": shot.source_id,
        "snapshot_id": shot.snapshot_id,
        "body_snapshot_id": shot.snapshot_id,
        "extractor_version": "1.0",
    }
    return Report(**(values | stated))


def _sections(report: Report, lines: Sequence[tuple[str, str]]) -> list[Section]:
    sections, start = [], 0
    for number, (part, line) in enumerate(lines):
        end = min(start + len(line) + 1, len(report.body_text))
        marker = "" if part == "opening" else line[:2]
        sections.append(
            Section(
                report_id=report.report_id,
                snapshot_id=report.snapshot_id,
                section_no=number,
                parent_no=None,
                level=0 if part == "opening" else 1,
                marker=marker,
                heading=line.split("。")[0].removeprefix(marker),
                part=part,
                char_start=start,
                char_end=end,
            )
        )
        start = end
    return sections


def _fact(
    report: Report, sections: Sequence[Section], quote: str, value: str, indicator: str | None, **other: Any
) -> Fact:
    start = report.body_text.index(quote)
    section = next(section for section in sections if section.char_start <= start < section.char_end)
    values: dict[str, Any] = dict.fromkeys(Fact.__dataclass_fields__)
    values |= {
        "fact_id": joined_id(stable_id(quote, indicator), report.report_id),
        "report_id": report.report_id,
        "snapshot_id": report.snapshot_id,
        "section_no": section.section_no,
        "indicator": indicator,
        "value": Decimal(value),
        "unit": quote.lstrip("0123456789.余"),
        "comparator": "eq",
        "is_cumulative": False,
        "scope": "target" if section.part == "plan" else None,
        "quote": quote,
        "char_start": start,
        "char_end": start + len(quote),
        "sentence": report.body_text[section.char_start : section.char_end].strip(),
        "rule": "count",
    }
    return Fact(**(values | other))


def capture(
    number: int,
    url: str = URL,
    *,
    lines: Sequence[tuple[str, str]] = LINES,
    facts: Sequence[tuple[Any, ...]] = (RECEIVED, ACCEPTED, PLANNED),
    shot: Snapshot | None = None,
    **stated: Any,
) -> list[Record]:
    """A report as it was fetched and read in a night; a fact is quote, value, indicator and a dict of other columns."""
    shot = shot or snapshot(number, url)
    report = _report(shot, "\n".join(line for _, line in lines), stated)
    sections = _sections(report, lines)
    read = [_fact(report, sections, *fact[:3], **(fact[3] if len(fact) > 3 else {})) for fact in facts]
    return [shot, seal(report, [*sections, *read]), *sections, *read]


def source(**other: Any) -> SourceRow:
    """The portal of 乙县."""
    values = {
        "source_id": "yixian",
        "publisher": "乙县人民政府",
        "division_code": "990101",
        "platform": "trs",
        "listing_urls": "http://portal.test/",
        "allowed_hosts": "portal.test",
    }
    return SourceRow(**(values | other))


def entry(number: int, url: str = URL, **other: Any) -> ListingEntry:
    """An entry of that portal's listing, as a night saw it."""
    values = {
        "source_id": "yixian",
        "url": url,
        "title": "乙县人民政府2023年法治政府建设年度报告",
        "listed_on": date(2024, 3, 20),
        "listing_url": "http://portal.test/",
        "verdict": "report",
        "reason": "title",
        "run_id": run_id(number),
        "seen_at": night(number),
    }
    return ListingEntry(**(values | other))


def issue(number: int, code: str = "fetch.gone", url: str = URL, **other: Any) -> Issue:
    """An issue that a night raised."""
    values = {
        "issue_id": stable_id(code, url),
        "code": code,
        "severity": "warning",
        "source_id": "yixian",
        "url": url,
        "report_id": None,
        "message": f"{url}: answered 404",
        "remedy": "Wait.",
        "run_id": run_id(number),
        "seen_at": night(number),
    }
    return Issue(**(values | other))


def run(number: int, **other: Any) -> RunRow:
    """The run of a night."""
    values = {
        "run_id": run_id(number),
        "command": "nightly",
        "state": "ok",
        "started_at": night(number),
        "finished_at": night(number) + timedelta(minutes=5),
        "extractor_version": "1.0",
        "summary": "{}",
    }
    return RunRow(**(values | other))


@dataclass
class Desk:
    """A data directory, and the makers of rows for it. Its first load finds `empty`, a warehouse without rows."""

    root: Path
    empty: Path
    snapshot = staticmethod(snapshot)
    capture = staticmethod(capture)
    source = staticmethod(source)
    entry = staticmethod(entry)
    issue = staticmethod(issue)
    run = staticmethod(run)
    night = staticmethod(night)
    run_id = staticmethod(run_id)
    divisions: tuple[Division, ...] = DIVISIONS
    indicators: tuple[IndicatorRow, ...] = INDICATORS
    corrections: tuple[Correction, ...] | None = None

    @property
    def staging(self) -> Path:
        return self.root / "staging"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def file(self) -> Path:
        return self.root / "warehouse" / "fazhi.duckdb"

    def stage(self, name: str, *rows: Record) -> Path:
        """Stage rows as one set."""
        return write_set(self.staging, name, rows)

    def load(self) -> LoadSummary:
        """Load what is staged."""
        if not self.file.exists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.empty, self.file)
        return load(
            self.file,
            self.staging,
            indicators=self.indicators,
            divisions=self.divisions,
            corrections=self.corrections,
        )

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The answer of a query to the private file."""
        with duckdb.connect(self.file, read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            return connection.execute(query).fetchall()

    def change(self, statement: str) -> None:
        """Damage the private file."""
        with duckdb.connect(self.file) as connection:
            connection.execute(statement)

    def check(self, number: int = 0) -> tuple[CheckResult, ...]:
        """What the checks find in the private file, which keeps it, as in the release of a night."""
        with database(self.file) as connection:
            connection.begin()
            results = run_checks(connection, run_id(number), night(number))
            connection.commit()
        return results

    def load_rows(self, *rows: Record) -> None:
        """Stage rows as a set of their own, and load it."""
        self.stage(f"extract/yixian/{len(list(self.staging.glob('extract/yixian/*')))}", *rows)
        self.load()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse without rows: to make all tables, views and comments takes most of a small load."""
    file = tmp_path_factory.mktemp("empty") / "fazhi.duckdb"
    with database(file) as connection:
        apply_schema(connection)
    return file


@pytest.fixture
def desk(tmp_path: Path, empty: Path) -> Desk:
    return Desk(tmp_path, empty)


@pytest.fixture(scope="module")
def module_desk(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"), empty)
