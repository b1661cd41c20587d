"""The bytes of an archived answer, read back from the place that its snapshot names."""

from __future__ import annotations

from pathlib import Path

from extract.collect.warc import Record, members, read_record
from extract.errors import ArchiveError
from extract.records import Snapshot


def read_payload(root: Path, snapshot: Snapshot) -> bytes:
    """The payload that stands where a snapshot says, empty for a revisit. Raises ArchiveError as `read_answer` does."""
    return read_answer(root, snapshot).payload


def read_answer(root: Path, snapshot: Snapshot) -> Record:
    """The record that stands where a snapshot says.

    Raises ArchiveError where the file is missing, damaged there, or holds another answer in that place.
    """
    path = root / snapshot.warc_file
    try:
        with path.open("rb") as stream:
            stream.seek(snapshot.warc_offset)
            member = next(members(stream, snapshot.warc_file))
    except FileNotFoundError as error:
        raise ArchiveError(f"{path} is missing", "Put the WARC file back, or collect again.") from error
    record = read_record(member)
    if record.snapshot.snapshot_id != snapshot.snapshot_id:
        raise ArchiveError(
            f"{member.where}: the index names {snapshot.url}, the record {record.snapshot.url}",
            "Delete the .jsonl beside the file: it is built again.",
        )
    return record
