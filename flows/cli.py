"""The `fazhi` command: words to functions. A command's module is imported when it is called, never before."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Sequence
from importlib import import_module

from extract.errors import FazhiError, UsageError
from flows import streams
from flows.datadir import DataDirectory
from flows.grammar import COMMANDS, build_parser
from flows.runlock import check_free

INTERRUPTED = 130
"""What a shell expects of a command that Ctrl-C ended."""


def _dispatch(arguments: argparse.Namespace) -> int:
    if arguments.data.exists() and not arguments.data.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "this is a file, not a directory", str(arguments.data))
    if COMMANDS[arguments.command].writes:
        check_free(DataDirectory(arguments.data))
    status: int = import_module(f"flows.commands.{arguments.command.replace(' ', '_')}").run(arguments)
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
