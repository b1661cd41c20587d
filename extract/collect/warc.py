"""One WARC record as one gzip member, and the snapshot that its headers state. No files are opened here."""

from __future__ import annotations

import hashlib
import io
import string
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, NamedTuple
from urllib.parse import quote, unquote, urlencode

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extract.errors import ArchiveError
from extract.platforms.rows import ADDRESS_SAFE
from extract.records import Snapshot, stable_id

CHUNK = 1 << 16
"""Bytes read at a time."""

PRINTABLE = string.punctuation + " "

NO_STATUS = 200
"""The status of a saved file, which was never asked for over HTTP: it is there."""

REWRITTEN = {"content-encoding", "transfer-encoding", "content-length"}
"""Response headers that were true of the wire. The body is kept decoded, so they are kept under another name."""

UNCHANGED = 304
"""The status that says: as when you asked last."""

UNCHANGED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
"""Of a revisit whose bytes the portal did not send again. One that it did send has warcio's own profile."""

DIGEST = "sha256:"
RECORD_HEADERS = ("Target-URI", "Date", "Payload-Digest")

FOREIGN = "WARC files of other programs are read by `fazhi ingest`; keep them out of the archive."
REREAD = "What is whole stays readable; the next run fetches the rest again."


@dataclass(frozen=True, slots=True)
class Member:
    """A gzip member of a WARC file: where it stands, and the record's bytes unpacked."""

    file: str
    offset: int
    length: int
    data: bytes

    @property
    def where(self) -> str:
        """The member's place, for messages."""
        return f"{self.file} at byte {self.offset}"


class Record(NamedTuple):
    """What a member holds: its snapshot, its payload (empty for a revisit), the headers of the answer."""

    snapshot: Snapshot
    payload: bytes
    headers: tuple[tuple[str, str], ...]


def address_of(url: str, form: Sequence[tuple[str, str]] | None) -> str:
    """The address under which an answer is archived: that of a POST bears its form, so that pages stay apart."""
    if form is None:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode([('__wb_method', 'POST'), *form])}"


def snapshot_id(url: str, fetched_at: datetime, sha256: str) -> str:
    """The identifier of an answer: its address, the time of its fetch, its bytes."""
    return stable_id(url, fetched_at.isoformat(), sha256)


def warc_date(moment: datetime) -> str:
    """An aware UTC time as WARC 1.1 writes it, to the microsecond."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record_bytes(
    snapshot: Snapshot, reason: str, headers: Sequence[tuple[str, str]], body: bytes, original: Snapshot | None
) -> bytes:
    """The gzip member of an answer: a response, or a revisit of `original`, of which the headers alone are kept.

    A saved file has an address that is not of HTTP: WARC calls it a resource, and it has no HTTP headers.
    """
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    answered = StatusAndHeaders(
        f"{snapshot.status} {in_ascii(reason)}".strip(), _kept(headers, len(body)), protocol="HTTP/1.1"
    )
    digest = f"{DIGEST}{snapshot.sha256}"
    stated, uri = _stated(snapshot), _uri(snapshot.url)
    over_http = uri.startswith(("http:", "https:"))
    if original:
        seen = (_uri(original.url), warc_date(original.fetched_at))
        record = writer.create_revisit_record(uri, digest, *seen, answered if over_http else None, stated)
        if snapshot.status == UNCHANGED:
            record.rec_headers.replace_header("WARC-Profile", UNCHANGED_PROFILE)
    else:
        stated["WARC-Payload-Digest"] = digest
        record = writer.create_warc_record(
            uri,
            "response" if over_http else "resource",
            io.BytesIO(body),
            len(body),
            warc_headers_dict=stated,
            http_headers=answered if over_http else None,
            warc_content_type=snapshot.content_type or "application/octet-stream",
        )
    writer.write_record(record)
    return buffer.getvalue()


def _uri(url: str) -> str:
    return quote(url, safe=ADDRESS_SAFE)


def in_ascii(text: str) -> str:
    """A header's text with everything quoted that is not printable ASCII: portals send file names in Chinese."""
    return quote(text, safe=PRINTABLE)


def _kept(headers: Sequence[tuple[str, str]], size: int) -> list[tuple[str, str]]:
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in REWRITTEN else quote(name), in_ascii(value))
        for name, value in headers
    ]
    return [*kept, ("Content-Length", str(size))]


def _stated(snapshot: Snapshot) -> dict[str, str]:
    """The record's own headers, from which the snapshot can be rebuilt; in ASCII, so that any reader can show them."""
    listed = snapshot.published_listed
    stated = {
        "X-Fazhi-Url": snapshot.url if snapshot.url != _uri(snapshot.url) else None,
        "X-Fazhi-Source": snapshot.source_id,
        "X-Fazhi-Run": snapshot.run_id,
        "X-Fazhi-Role": snapshot.role,
        "X-Fazhi-Size": str(snapshot.size),
        "X-Fazhi-Type": snapshot.content_type if snapshot.status == UNCHANGED else None,
        "X-Fazhi-Refers-To": snapshot.refers_to,
        "X-Fazhi-Parent": snapshot.parent_url,
        "X-Fazhi-Title": snapshot.title_listed,
        "X-Fazhi-Published": listed.isoformat() if listed else None,
    }
    quoted = {name: quote(value, safe="/:?&=") for name, value in stated.items() if value is not None}
    return {"WARC-Date": warc_date(snapshot.fetched_at), **quoted}


def members(stream: BinaryIO, name: str) -> Iterator[Member]:
    """The gzip members of a WARC file from the stream's place on, each whole.

    Raises ArchiveError, after every whole member was yielded, where the rest is cut off or damaged.
    """
    offset, rest = stream.tell(), stream.read(CHUNK)
    if not rest:
        raise ArchiveError(f"{name} is empty", REREAD)
    while rest:
        member, rest = _member(stream, rest, offset, name)
        yield member
        offset += member.length
        rest = rest or stream.read(CHUNK)


def _member(stream: BinaryIO, chunk: bytes, offset: int, name: str) -> tuple[Member, bytes]:
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    parts, length = [], 0
    while chunk:
        try:
            parts.append(unzip.decompress(chunk))
        except zlib.error as error:
            raise ArchiveError(f"{name} is damaged at byte {offset} ({error})", REREAD) from error
        length += len(chunk) - len(unzip.unused_data)
        if unzip.eof:
            return Member(name, offset, length, b"".join(parts)), unzip.unused_data
        chunk = stream.read(CHUNK)
    raise ArchiveError(f"{name} is cut off: its last record begins at byte {offset} and has no end", REREAD)


def read_record(member: Member) -> Record:
    """What a member of the archive holds.

    Raises ArchiveError for a record that the archive did not write, or whose payload is not the one that its digest
    names.
    """
    try:
        record = next(ArchiveIterator(io.BytesIO(member.data)))
    except (ArchiveLoadFailed, StopIteration) as error:
        raise ArchiveError(f"{member.where}: this is no WARC record ({error})", FOREIGN) from error
    stated = {name: unquote(value) for name, value in record.rec_headers.headers if name.startswith("X-Fazhi-")}
    if not stated:
        raise ArchiveError(f"{member.where}: fazhi did not write this record", FOREIGN)
    snapshot = _snapshot(record, stated, member)
    payload = record.content_stream().read()
    if not snapshot.refers_to and hashlib.sha256(payload).hexdigest() != snapshot.sha256:
        raise ArchiveError(f"{member.where}: the payload is not the one that its digest names", REREAD)
    return Record(snapshot, payload, tuple(record.http_headers.headers) if record.http_headers else ())


def _snapshot(record: ArcWarcRecord, stated: dict[str, str], member: Member) -> Snapshot:
    uri, moment, digest = (record.rec_headers.get_header(f"WARC-{name}") for name in RECORD_HEADERS)
    url = stated.get("X-Fazhi-Url", uri)
    fetched_at, sha256 = datetime.fromisoformat(moment), digest.removeprefix(DIGEST)
    listed = stated.get("X-Fazhi-Published")
    http = record.http_headers
    return Snapshot(
        snapshot_id=snapshot_id(url, fetched_at, sha256),
        source_id=stated["X-Fazhi-Source"],
        run_id=stated["X-Fazhi-Run"],
        url=url,
        role=stated["X-Fazhi-Role"],
        fetched_at=fetched_at,
        status=int(http.get_statuscode()) if http else NO_STATUS,
        content_type=stated.get("X-Fazhi-Type") or (http or record.rec_headers).get_header("Content-Type") or "",
        sha256=sha256,
        size=int(stated["X-Fazhi-Size"]),
        warc_file=member.file,
        warc_offset=member.offset,
        warc_length=member.length,
        refers_to=stated.get("X-Fazhi-Refers-To"),
        parent_url=stated.get("X-Fazhi-Parent"),
        title_listed=stated.get("X-Fazhi-Title"),
        published_listed=date.fromisoformat(listed) if listed else None,
    )
