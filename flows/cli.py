"""The `fazhi` command: words to functions. A command's module is imported when it is called, never before."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from extract.errors import FazhiError, UsageError
from flows.datadir import DataDirectory
from flows.runlock import check_free

FORMATS = ("table", "csv", "json", "parquet")

INTERRUPTED = 130
"""What a shell expects of a command that Ctrl-C ended."""


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: one line of help, whether it reads sources/, and whether it writes to the data directory."""

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
}


def _add_own_arguments(parsers: dict[str, argparse.ArgumentParser]) -> None:
    ingest = parsers["ingest"]
    ingest.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file or a directory of files")
    ingest.add_argument("--url", help="the address of the page (for one page that does not state it)")
    sql = parsers["sql"]
    sql.add_argument("query", metavar="QUERY", help='such as "SELECT * FROM report"')
    sql.add_argument("--format", choices=FORMATS, default="table")
    sql.add_argument("--output", metavar="FILE", type=Path, help="write there, not to the terminal")
    report = parsers["report"]
    report.add_argument("report", metavar="URL|ID", help="the address of its page, or its report_id")
    report.add_argument("--output", metavar="FILE", type=Path, help="default: DIR/pages/ID.html; - is the terminal")


def build_parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    parser = argparse.ArgumentParser(
        prog="fazhi", description="The yearly rule-of-law reports of China's governments as a warehouse of cited facts."
    )
    parser.add_argument("--version", action="version", version=f"fazhi {version('fazhi')}")
    words = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    parsers = {}
    for name, command in COMMANDS.items():
        parsers[name] = words.add_parser(name, help=command.help, description=command.help)
        parsers[name].add_argument("--data", metavar="DIR", type=Path, default=Path("data"), help="default: data/")
        if command.sources:
            parsers[name].add_argument(
                "--sources", metavar="DIR", type=Path, default=Path("sources"), help="default: sources/"
            )
    _add_own_arguments(parsers)
    return parser


def _dispatch(arguments: argparse.Namespace) -> int:
    if COMMANDS[arguments.command].writes:
        check_free(DataDirectory(arguments.data))
    status: int = import_module(f"flows.commands.{arguments.command}").run(arguments)
    return status


def _fail(command: str, message: str, status: int) -> int:
    print(f"fazhi {command}: {message}", file=sys.stderr)
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 is success, 1 a failure told on stderr, 2 wrong usage."""
    arguments = build_parser().parse_args(argv)
    try:
        return _dispatch(arguments)
    except FazhiError as error:
        return _fail(arguments.command, str(error), 2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        return _fail(arguments.command, "interrupted; the next run completes the work", INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe had enough (`fazhi sql … | head`). Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(arguments.command, f"{error}\n  Check the path, its permissions, and the space on the disk.", 1)


if __name__ == "__main__":
    sys.exit(main())
