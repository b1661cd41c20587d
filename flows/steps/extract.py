"""Right of the archive: one WARC file, read to one staged set. Neither the network nor the clock has a part in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from extract import EXTRACTOR_VERSION
from extract.collect.archive import Archive
from extract.collect.folder import BELONGING
from extract.collect.source import Fill
from extract.convert import convert
from extract.errors import ArchiveError
from extract.issues import Finding
from extract.ocr import recogniser
from extract.page.files.reader import Tools
from extract.reading import Reading, read_snapshot
from extract.records import Issue, Snapshot
from flows.datadir import DataDirectory
from flows.progress import Watch
from flows.runs import started_at
from flows.steps.attachments import Attachments, whole_snapshots
from flows.steps.fill import Filled
from flows.steps.knowledge import Knowledge
from flows.summary import WarcResult, told
from warehouse.stage import Record, set_names, write_set

FOUND = (200, 304)
"""The statuses of an answer that is the page, sent or as it was. Others are archived as evidence, not read."""

HANDED_IN = "ingest"
"""The source of pages that come from files."""


def warc_name(warc: Path) -> str:
    """`<source_id>/<run_id>.warc.gz`."""
    return f"{warc.parent.name}/{warc.name}"


def set_name(warc: Path) -> str:
    """The staged set of a WARC file `<source_id>/<run_id>.warc.gz`."""
    return f"extract/{warc.parent.name}/{warc.name.removesuffix('.warc.gz')}"


def drop_outdated(data: DataDirectory) -> None:
    """Drop the sets that another version of the extractor staged, so that their WARC files are read again."""
    mark = data.staging / "extractor-version"
    staged = data.staging / "extract"
    if not mark.is_file() or mark.read_text() != EXTRACTOR_VERSION:
        staged.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staged)
        mark.write_text(EXTRACTOR_VERSION)


def pending_warcs(data: DataDirectory) -> list[Path]:
    """The archive's files without a staged set: this run's, and those of a run that was killed before it staged."""
    staged = set(set_names(data.staging))
    return [warc for warc in Archive(data.archive).warc_files() if set_name(warc) not in staged]


def _truncated(warc: Path, error: ArchiveError) -> Issue:
    name = warc_name(warc)
    run_id = warc.name.partition(".")[0]
    finding = Finding("archive.truncated", f"{name}: {error.message}", detail=name)
    return finding.issue(run_id=run_id, seen_at=started_at(run_id), source_id=warc.parent.name)


def _to_read(snapshots: Sequence[Snapshot]) -> Iterator[Snapshot]:
    """The pages that say something new: their own bytes, or those of what belongs to them.

    What a person handed in is read each time, since each time they want to hear what is wrong with it.
    """
    fresh = {snapshot.parent_url for snapshot in snapshots if snapshot.role in BELONGING and not snapshot.refers_to}
    for snapshot in snapshots:
        is_page = snapshot.role == "page" and snapshot.status in FOUND
        if is_page and (not snapshot.refers_to or snapshot.url in fresh or snapshot.source_id == HANDED_IN):
            yield snapshot


def _rows(reading: Reading) -> list[Record]:
    reports = [reading.report] if reading.report else []
    return [*reports, *reading.sections, *reading.facts, *reading.citations, *reading.cells, *reading.issues]


def extract_warc(
    data: DataDirectory, warc: Path, knowledge: Knowledge, watch: Watch, archive: Archive | None = None
) -> WarcResult:
    """Read every page of a WARC file and stage its rows as one set; a page that cannot be read becomes an issue.

    A file that is cut off gives what is whole and an issue; pages that give less than their source asserts are one,
    too. `archive` is that of the data directory, where a caller has it open: it remembers what it has listed.
    Rows are staged as they come: memory does not grow with the file. Raises StageError where the set cannot be written.
    """
    archive = archive or Archive(data.archive)
    snapshots, cut = whole_snapshots(archive, warc)
    pages = list(_to_read(snapshots))
    bar = watch.start(f"extract {warc_name(warc)}", len(pages))
    tally = _Tally(warc_name(warc), cut)
    attachments = Attachments(archive, warc)
    fill = knowledge.fills.get(warc.parent.name, Fill())

    def rows() -> Iterator[Record]:
        yield from snapshots
        for page in pages:
            reading = _read(page, archive, attachments, knowledge)
            tally.add(page, reading)
            bar.advance(page.title_listed or page.url)
            yield from _rows(reading)
        yield from tally.issues(warc, fill)

    write_set(data.staging, set_name(warc), rows())
    result = tally.result()
    bar.finish(line(result))
    return result


def line(result: WarcResult) -> str:
    """What a WARC file came to, for whoever watches."""
    return f"{result.pages} pages read, {result.reports} reports, {result.facts} facts, {result.issues} issues"


class _Tally:
    """What the pages of one WARC file have come to so far."""

    def __init__(self, name: str, cut: ArchiveError | None) -> None:
        self._name = name
        self._cut = cut
        self._filled = Filled()
        self._unread: list[str] = []
        self._reports = 0
        self._facts = 0
        self._issues = 0

    def add(self, page: Snapshot, reading: Reading) -> None:
        """Count a page."""
        self._facts += len(reading.facts)
        self._issues += len(reading.issues)
        self._filled.add(page, reading)
        if reading.report is None:
            self._unread.append(_why_unread(reading))
        else:
            self._reports += 1

    def issues(self, warc: Path, fill: Fill) -> list[Issue]:
        """What is wrong with the file as a whole; counted, too."""
        found = [*([_truncated(warc, self._cut)] if self._cut else []), *self._filled.issues(fill)]
        self._issues += len(found)
        return found

    def result(self) -> WarcResult:
        """The sum of it."""
        return WarcResult(
            name=self._name,
            pages=self._reports + len(self._unread),
            reports=self._reports,
            facts=self._facts,
            unread=tuple(self._unread),
            cut=self._cut.message if self._cut else None,
            issues=self._issues,
        )


def _read(page: Snapshot, archive: Archive, attachments: Attachments, knowledge: Knowledge) -> Reading:
    """What a page gives; an issue alone where its bytes can no longer be read."""
    try:
        return read_snapshot(
            page,
            archive.payload(page),
            gazetteer=knowledge.gazetteer,
            context=knowledge.contexts.get(page.source_id),
            find_attachment=attachments.find,
            tools=Tools(convert, recogniser()),
        )
    except ArchiveError as error:
        finding = Finding("archive.damaged", error.message)
        issue = finding.issue(run_id=page.run_id, seen_at=page.fetched_at, source_id=page.source_id, url=page.url)
        return Reading(None, (), (), (), (), (issue,))


def _why_unread(reading: Reading) -> str:
    """The issue that ended the reading is the last; those before it are of the page's header."""
    issue = reading.issues[-1]
    return told(issue.url or "", issue.message, issue.remedy)
