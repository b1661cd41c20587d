"""`fazhi sql`: a query against a published release."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

from extract.errors import UsageError
from flows.datadir import DataDirectory
from flows.output import opened
from warehouse.ask import Limits, Question, ask


def run(arguments: Namespace) -> int:
    """0; a wrong query or a missing release is an error. `--output` appears whole or not at all."""
    question = Question(_query(arguments), arguments.format, dict(arguments.param), arguments.release)
    limits = Limits(arguments.timeout, arguments.memory)
    with nullcontext(sys.stdout) if arguments.output is None else opened(arguments.output) as stream:
        ask(DataDirectory(arguments.data).releases, question, stream, limits)
    return 0


def _query(arguments: Namespace) -> str:
    """The SQL of the command line, of a file, or of stdin. Raises UsageError where there is none."""
    if arguments.file is None and arguments.query != "-":
        return str(arguments.query)
    query = _read(arguments.file)
    if not query.strip():
        raise UsageError(f"{arguments.file or 'stdin'}: there is no query in it", 'Write one: "SELECT * FROM report".')
    return query


def _read(file: Path | None) -> str:
    try:
        if file is None or str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file or 'stdin'}: this is no text in UTF-8: {error}", "Save the query as UTF-8.") from error
