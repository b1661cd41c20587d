"""The archived bytes of a report: to keep as they are, or to read as text. They are a stranger's, and never a page."""

from __future__ import annotations

import mimetypes
from datetime import date, datetime
from pathlib import Path

from fastapi import APIRouter, Request, Response

from explorer.answer import Row
from explorer.parameters import ReportId
from explorer.release import ReadRelease, Release
from explorer.rendering import ENGLISH
from explorer.route import ReleaseRoute
from extract.collect.payload import read_payload
from extract.decode import decode
from extract.errors import AbsentError, ArchiveError, UndecodableError, UsageError
from extract.records import Snapshot

BESIDE = "archive"
"""Where the archive is beside the releases, as in every data directory. A copy of the releases alone has none."""

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Even a browser that took the bytes for a page would run, load and send nothing."""


class HeldSnapshot(Row):
    """A row of the table `snapshot`."""

    snapshot_id: str
    source_id: str
    run_id: str
    url: str
    role: str
    fetched_at: datetime
    status: int
    content_type: str
    sha256: str
    size: int
    warc_file: str
    warc_offset: int
    warc_length: int
    refers_to: str | None
    parent_url: str | None
    title_listed: str | None
    published_listed: date | None


def as_they_are(request: Request, release: Release, report_id: ReportId) -> Response:
    """The bytes that a report was read from, as a file to keep."""
    held, content = _payload(request, release, report_id)
    ending = mimetypes.guess_extension(held.content_type.partition(";")[0].strip()) or ".bin"
    kept = f'attachment; filename="{report_id}{ending}"'
    return _harmless(content, "application/octet-stream", {"Content-Disposition": kept})


def as_text(request: Request, release: Release, report_id: ReportId) -> Response:
    """The source that a report was read from, as plain text."""
    held, content = _payload(request, release, report_id)
    try:
        text = decode(content, held.content_type).text
    except UndecodableError as error:
        raise UsageError(f"the archived {held.content_type} is no text", "Download it as it is.") from error
    return _harmless(text.encode(), "text/plain; charset=utf-8", {})


def _harmless(content: bytes, media_type: str, headers: dict[str, str]) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Security-Policy": POLICY, **headers})


def _payload(request: Request, release: ReadRelease, report_id: str) -> tuple[Snapshot, bytes]:
    """Raises AbsentError for a report that is not there, ArchiveError where the archive is not on this machine."""
    row = release.one(HeldSnapshot, "report_snapshot", report_id=report_id)
    if row is None:
        raise AbsentError(f"the release has no report {report_id}", "Search for it by its title.")
    held = Snapshot(**row.model_dump())
    place = f"{held.warc_file}, offset {held.warc_offset}, length {held.warc_length}, sha256 {held.sha256}"
    root: Path = request.app.state.shelf.releases.parent / BESIDE
    if not (root / held.warc_file).resolve().is_relative_to(root.resolve()):
        raise ArchiveError(f"the release names a place outside of the archive: {place}", "Look at what published it.")
    try:
        return held, read_payload(root, held)
    except ArchiveError as error:
        raise ArchiveError(f"not on this machine: {place}", "Ask who keeps the archive.") from error


router = APIRouter(route_class=ReleaseRoute, include_in_schema=False)
for base in ("", ENGLISH):
    router.add_api_route(base + "/report/{report_id}/archived", as_they_are, methods=["GET"])
    router.add_api_route(base + "/report/{report_id}/archived.txt", as_text, methods=["GET"])
