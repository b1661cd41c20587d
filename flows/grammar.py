"""The grammar of the command line: every command, its words, and what each takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from flows import words

FORMATS = ("table", "csv", "json", "parquet")

AddParser = Callable[..., argparse.ArgumentParser]


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: one line of help, whether it reads sources/, and whether it must be the only one that writes to the
    data directory or asks portals for it."""

    help: str
    sources: bool = False
    writes: bool = True


COMMANDS = {
    "demo": Command("serve the demo portal on loopback, run the nightly flow on it, say what was loaded"),
    "nightly": Command("collect every source, extract, load, check and publish", sources=True),
    "ingest": Command("load saved pages or WARC files, without the network"),
    "replay": Command("do everything right of the archive again", sources=True),
    "sql": Command("ask the published release", writes=False),
    "report": Command("one report as a page with every fact highlighted", writes=False),
    "status": Command("last runs, issues by severity, what is late", writes=False),
    "sources list": Command("what is collected, and when it last was", sources=True, writes=False),
    "sources check": Command("ask each listing once: is it alive?", sources=True),
    "sources probe": Command("which platform is this address, and where are its reports?"),
    "sources lint": Command("everything that is wrong with the files of sources/", sources=True, writes=False),
}
"""By the words that call them. A group's commands stand in modules of their own, as `sources_list`."""

GROUPS = {"sources": "what is collected; is it alive; which platform is this address"}


def _add_own_arguments(parsers: dict[str, argparse.ArgumentParser]) -> None:
    ingest = parsers["ingest"]
    ingest.add_argument("paths", metavar="PATH", nargs="+", type=words.path, help="a file or a directory of files")
    ingest.add_argument(
        "--url", type=words.address, help="the address of the page (for one page that does not state it)"
    )
    sql = parsers["sql"]
    sql.add_argument("query", metavar="QUERY", type=words.query, help='such as "SELECT * FROM report"')
    sql.add_argument("--format", choices=FORMATS, default="table")
    sql.add_argument("--output", metavar="FILE", type=words.path, help="write there, not to the terminal")
    report = parsers["report"]
    report.add_argument("report", metavar="URL|ID", type=words.filled, help="the address of its page, or its report_id")
    report.add_argument(
        "--output", metavar="FILE", type=words.path, help="default: DIR/pages/ID.html; - is the terminal"
    )
    check, probe = parsers["sources check"], parsers["sources probe"]
    check.add_argument("ids", metavar="ID", nargs="*", type=words.filled, help="default: every source")
    for each in (parsers["sources list"], check):
        each.add_argument("--json", action="store_true", help="for programs, with everything that is known")
    probe.add_argument("url", metavar="URL", type=words.address, help="of a portal, or of a column that lists reports")
    probe.add_argument("--output", metavar="FILE", type=words.path, help="write the source file there, not to stdout")


def _groups(add: AddParser) -> dict[str, AddParser]:
    """Where the commands of each group are added; those of none, under the empty name, stand at the top."""
    groups = {"": add}
    for name, described in GROUPS.items():
        parser = add(name, help=described, description=described)
        groups[name] = parser.add_subparsers(dest="command", metavar="COMMAND", required=True).add_parser
    return groups


def build_parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    parser = argparse.ArgumentParser(
        prog="fazhi", description="The yearly rule-of-law reports of China's governments as a warehouse of cited facts."
    )
    parser.add_argument("--version", action="version", version=f"fazhi {version('fazhi')}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    groups, parsers = _groups(subparsers.add_parser), {}
    for name, command in COMMANDS.items():
        group, _, word = name.rpartition(" ")
        parsers[name] = groups[group](word, help=command.help, description=command.help)
        parsers[name].set_defaults(command=name)
        parsers[name].add_argument(
            "--data", metavar="DIR", type=words.path, default=Path("data"), help="default: data/"
        )
        if command.sources:
            parsers[name].add_argument(
                "--sources", metavar="DIR", type=words.path, default=Path("sources"), help="default: sources/"
            )
    _add_own_arguments(parsers)
    return parser
