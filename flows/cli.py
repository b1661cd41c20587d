"""The `fazhi` command: words to functions. A command's module is imported when it is called, never before."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from extract.errors import FazhiError, UsageError
from flows import streams, words
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


def build_parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    parser = argparse.ArgumentParser(
        prog="fazhi", description="The yearly rule-of-law reports of China's governments as a warehouse of cited facts."
    )
    parser.add_argument("--version", action="version", version=f"fazhi {version('fazhi')}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    parsers = {}
    for name, command in COMMANDS.items():
        parsers[name] = subparsers.add_parser(name, help=command.help, description=command.help)
        parsers[name].add_argument(
            "--data", metavar="DIR", type=words.path, default=Path("data"), help="default: data/"
        )
        if command.sources:
            parsers[name].add_argument(
                "--sources", metavar="DIR", type=words.path, default=Path("sources"), help="default: sources/"
            )
    _add_own_arguments(parsers)
    return parser


def _dispatch(arguments: argparse.Namespace) -> int:
    if arguments.data.exists() and not arguments.data.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "this is a file, not a directory", str(arguments.data))
    if COMMANDS[arguments.command].writes:
        check_free(DataDirectory(arguments.data))
    status: int = import_module(f"flows.commands.{arguments.command}").run(arguments)
    return status


def _fail(command: str, message: str, status: int) -> int:
    print(f"fazhi {command}: {message}", file=sys.stderr)
    return status


def _tell(arguments: argparse.Namespace, error: OSError) -> int:
    """What the system refused. A full disk names no file: then it is that of the output or of the data directory."""
    place = error.filename or ("the output" if streams.flush() else arguments.data)
    remedy = "Check the path, its permissions, and the space on the disk."
    return _fail(arguments.command, f"{place}: {error.strerror or error}\n  {remedy}", 1)


def _status(arguments: argparse.Namespace) -> int:
    try:
        return _dispatch(arguments)
    except FazhiError as error:
        return _fail(arguments.command, str(error), 2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        return _fail(arguments.command, "interrupted; the next run completes the work", INTERRUPTED)
    except BrokenPipeError:
        return 0  # the reader of a pipe had enough (`fazhi sql … | head`)
    except OSError as error:
        return _tell(arguments, error)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 is success, 1 a failure told on stderr, 2 wrong usage."""
    streams.settle()
    arguments = build_parser().parse_args(argv)
    status = _status(arguments)
    error = streams.flush()
    if error is None or status or isinstance(error, BrokenPipeError):
        return status
    return _fail(arguments.command, f"the output could not be written: {error.strerror}", 1)


if __name__ == "__main__":
    sys.exit(main())
