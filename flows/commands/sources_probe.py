"""`fazhi sources probe`: which platform is this address, where are its reports; a source file to review."""

from __future__ import annotations

import ipaddress
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from extract.collect.draft import draft, id_of
from extract.collect.failures import StrangeHostError
from extract.collect.fetch import Fetcher
from extract.collect.hosts import host_of
from extract.collect.source import Source
from extract.collect.survey import GENERIC, Survey, survey
from extract.errors import FetchError, UsageError
from extract.publisher import Owner, owner_of
from extract.report.divisions import Gazetteer
from flows.datadir import DataDirectory
from flows.output import is_stdout, opened
from flows.runs import begin
from flows.steps.knowledge import known_divisions

DELAY_SECONDS = 3.0
"""Between two requests, as of every shipped source. This machine needs none."""


def run(arguments: Namespace) -> int:
    """0; an address without a list of reports, or one that cannot be had, is an error. No file is overwritten."""
    output: Path | None = arguments.output
    if output and not is_stdout(output) and output.exists():
        raise UsageError(f"{output} is there already", "Name another file, or review and remove that one first.")
    started = begin("probe")
    asked = _source(arguments.url, output)
    found = _surveyed(asked, started.run_id)
    gazetteer = Gazetteer.from_rows(known_divisions(DataDirectory(arguments.data)))
    owner = owner_of(found.pages, gazetteer)
    asked = replace(asked, publisher=owner.publisher or "", division=owner.division.code if owner.division else "")
    _tell(found, owner)
    text = draft(asked, found.column, _caveats(owner), started.started_at.date())
    with opened(output or Path("-")) as stream:
        stream.write(text)
    return 0


def _source(url: str, output: Path | None) -> Source:
    """What is asked: one host, at a source's usual pace. A file that is to be written names the id."""
    loopback = _is_loopback(urlsplit(url).hostname or "")
    named = output.stem if output and not is_stdout(output) else id_of(url)
    delay = 0.0 if loopback else DELAY_SECONDS
    return Source(named, "", "", GENERIC, (url,), (host_of(url) or "",), delay, loopback)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _surveyed(asked: Source, run_id: str) -> Survey:
    url = asked.listings[0]
    with Fetcher(asked, run_id) as fetcher:
        try:
            return survey(url, fetcher)
        except StrangeHostError as error:
            message = f"{url}: the portal leads to another host, {error.url}"
            raise FetchError(message, "Probe that address, if it belongs to the publisher.") from error


def _tell(found: Survey, owner: Owner) -> None:
    """Tell on stderr what was asked and found."""
    column = found.column
    lines = [f"asked {step}" for step in found.steps]
    lines.append(f"column {column.url}")
    lines.append(f"platform {column.platform}: {column.shown_by}")
    lines += [f"report {entry.listed_on or 'undated'} {entry.title}" for entry in column.reports]
    lines.append(f"publisher {owner.publisher or 'not found'}: {owner.publisher_by}")
    lines.append(f"division {owner.division.code if owner.division else 'not found'}: {owner.division_by}")
    print("\n".join(lines), file=sys.stderr)


def _caveats(owner: Owner) -> tuple[str, ...]:
    publisher = "guessed" if owner.publisher else "not found"
    division = "guessed" if owner.division else "not found"
    return (f"Publisher {publisher}: {owner.publisher_by}.", f"Division {division}: {owner.division_by}.")
