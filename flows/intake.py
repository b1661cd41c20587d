"""From the paths of `fazhi ingest` to pages that can be archived, and words about what cannot."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from extract.collect.alike import announces_report
from extract.collect.foreign import begins_as_warc, foreign_pages
from extract.errors import ArchiveError, UndecodableError
from extract.page.address import page_address
from extract.page.files.bounds import FILE_LIMIT
from extract.page.files.kinds import is_word_markup, kind_of_file

PAGE_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".txt": "text/plain",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".wps": "application/vnd.ms-works",
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".zip": "application/zip",
}
"""What is read as one page, and the type that it is archived under. The encoding is left to the bytes."""

WARC_ENDINGS = (".warc.gz", ".warc")

DOCUMENTS = (".docx", ".doc", ".wps", ".pdf", ".ofd", ".zip")
"""Those that their own first bytes tell; which of them a file is, is left to its bytes, too."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A page to be archived."""

    url: str
    content_type: str
    body: bytes
    fetched_at: datetime | None = None
    """As a WARC file says; None for a saved page, which does not tell."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be taken in: the issue's code, the path, and why."""

    code: str
    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Pages of a WARC file that announce no report, and those that do and were taken in."""

    path: Path
    passed: int
    taken: int


def is_warc(path: Path) -> bool:
    """Whether the name says so."""
    return path.name.lower().endswith(WARC_ENDINGS)


def take_in(paths: list[Path], url: str | None) -> Iterator[Taken | Refused | Passed]:
    """Every page under the paths, in the order given, sorted below a directory; `url` is what a page does not state.

    Of a WARC file, which may be a crawl of whole sites, those are taken that announce a report. Of two files of one
    name that state no address the second is refused: one would pass for a new version of the other.
    """
    named: dict[str, bytes] = {}
    for item, path in _found(paths, url):
        if isinstance(item, Taken) and item.url.startswith("file:") and not _first_of_name(item, named):
            why = f"another file is already taken in as {item.url}; rename one, or give its address with --url"
            yield Refused("ingest.unreadable", path, why)
        else:
            yield item


def _first_of_name(item: Taken, named: dict[str, bytes]) -> bool:
    digest = hashlib.sha256(item.body).digest()
    return named.setdefault(item.url, digest) == digest


def _found(paths: list[Path], url: str | None) -> Iterator[tuple[Taken | Refused | Passed, Path]]:
    for path in paths:
        if path.is_dir():
            found = _directory(path, url)
        elif path.is_file():
            found = _file(path, path.name, url)
        else:
            why = "not a regular file" if path.exists() else "there is no such file or directory"
            found = iter([Refused("ingest.unreadable", path, why)])
        for item in found:
            yield item, path


def _directory(directory: Path, url: str | None) -> Iterator[Taken | Refused | Passed]:
    """A directory's files, those of other formats passed over: a saved page brings its styles and images along."""
    known = (*PAGE_TYPES, *WARC_ENDINGS)
    files = [path for path in sorted(directory.rglob("*")) if path.is_file() and path.name.lower().endswith(known)]
    if not files:
        yield Refused("ingest.unreadable", directory, "the directory holds no page and no WARC file")
    for path in files:
        yield from _file(path, path.relative_to(directory).as_posix(), url)


def _file(path: Path, name: str, url: str | None) -> Iterator[Taken | Refused | Passed]:
    ending = path.suffix.lower()
    if is_warc(path):
        yield from _warc(path)
    elif ending not in PAGE_TYPES:
        yield Refused(
            "ingest.unreadable", path, f"{ending or 'no ending'} is none of {', '.join(PAGE_TYPES)}, .warc.gz"
        )
    elif (size := path.stat().st_size) > FILE_LIMIT:
        yield Refused("ingest.unreadable", path, f"{size:,} bytes, more than the {FILE_LIMIT:,} of any report")
    elif not (body := path.read_bytes()):
        yield Refused("ingest.unreadable", path, "the file is empty")
    elif ending in DOCUMENTS and not (kind_of_file(body) or is_word_markup(body)):
        yield Refused("ingest.unreadable", path, f"this is no {ending} document, or a damaged one")
    else:
        yield Taken(url or _address(body, ending) or f"file:{name}", PAGE_TYPES[ending], body)


def _address(body: bytes, ending: str) -> str | None:
    """What the page says of itself. Bytes that are no text state nothing; reading them will raise the issue."""
    if PAGE_TYPES[ending] != "text/html":
        return None
    try:
        return page_address(body)
    except UndecodableError:
        return None


def _warc(path: Path) -> Iterator[Taken | Refused | Passed]:
    if not begins_as_warc(path):
        yield Refused("ingest.unreadable", path, "this is no WARC file, or not its beginning")
        return
    seen = Counter[bool]()
    try:
        for page in foreign_pages(path):
            is_alike = announces_report(page.url, page.content_type, page.body)
            seen[is_alike] += 1
            if is_alike:
                yield Taken(page.url, page.content_type, page.body, page.fetched_at)
    except ArchiveError as error:
        yield Refused("ingest.truncated", path, error.message.removeprefix(str(path)).lstrip(": "))
        if not seen.total():
            return
    if not seen.total():
        yield Refused("ingest.unreadable", path, "the WARC file holds no page")
    elif not seen[True]:
        yield Refused("ingest.unreadable", path, f"none of its {seen.total():,} pages has the title of a report")
    else:
        yield Passed(path, seen[False], seen[True])
