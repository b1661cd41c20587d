"""The index beside a WARC file: a JSON line a snapshot, which can be rebuilt from the WARC alone."""

from __future__ import annotations

import fcntl
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from extract.collect.warc import members, read_record
from extract.errors import ArchiveError
from extract.records import Snapshot


@dataclass(frozen=True, slots=True)
class Listed:
    """The snapshots of a WARC file, and what is wrong with the file's rest (None where it is whole)."""

    snapshots: tuple[Snapshot, ...]
    damage: str | None = None


def index_path(warc: Path) -> Path:
    """Where a WARC file's index stands."""
    return warc.with_name(warc.name.removesuffix(".warc.gz") + ".jsonl")


def line_of(snapshot: Snapshot) -> str:
    """The index line of a snapshot."""
    row = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(snapshot).items()}
    return json.dumps(row, ensure_ascii=False) + "\n"


def listed(warc: Path, name: str) -> Listed:
    """What the WARC file holds, from its index where that is up to date, else from the file itself.

    `name` is the file's name in snapshots and messages. An index that is missing, cut off or behind its file is
    written anew, unless a writer holds the file.
    """
    kept = _kept(warc)
    if kept is not None:
        return kept
    fresh = read_through(warc, name)
    _replace(warc, fresh)
    return fresh


def read_through(warc: Path, name: str) -> Listed:
    """What the WARC file holds, read record by record."""
    found: list[Snapshot] = []
    with warc.open("rb") as stream:
        try:
            for member in members(stream, name):
                found.append(read_record(member).snapshot)  # noqa: PERF401 - what came before the error is kept
        except ArchiveError as error:
            return Listed(tuple(found), error.message)
    return Listed(tuple(found))


def _kept(warc: Path) -> Listed | None:
    """The index as it stands, or None where it does not account for every byte of the WARC file."""
    path = index_path(warc)
    try:
        rows = _rows(path.read_text(encoding="utf-8")) if path.exists() else []
        if not rows:
            return None
        end = rows.pop() if "damage" in rows[-1] else None
        snapshots = tuple(_snapshot(row) for row in rows)
    except (ValueError, TypeError, KeyError):
        return None  # another version's, or edited: the WARC file says the same
    last = snapshots[-1] if snapshots else None
    accounted = end["size"] if end else last.warc_offset + last.warc_length if last else 0
    return Listed(snapshots, end["damage"] if end else None) if accounted == warc.stat().st_size else None


def _rows(text: str) -> list[dict[str, Any]]:
    """The whole lines; the last may have been cut off with its writer."""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def _snapshot(row: dict[str, Any]) -> Snapshot:
    day = row["published_listed"]
    times = {
        "fetched_at": datetime.fromisoformat(row["fetched_at"]),
        "published_listed": date.fromisoformat(day) if day else None,
    }
    return Snapshot(**{**row, **times})


def _replace(warc: Path, fresh: Listed) -> None:
    """Write the index whole under its name, with a last line that says how much of the file it accounts for."""
    with warc.open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # its writer is at work and keeps the index itself
        end = json.dumps({"size": warc.stat().st_size, "damage": fresh.damage}, ensure_ascii=False) + "\n"
        partial = index_path(warc).with_suffix(".jsonl.partial")
        partial.write_text("".join([*map(line_of, fresh.snapshots), end]), encoding="utf-8")
        partial.replace(index_path(warc))
