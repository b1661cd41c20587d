"""Ask: a reader's SQL, answered by a process of its own, which is ended where it takes too long or too much.

DuckDB's own limits do not hold everywhere. As measured with 2.0 (memory_limit 1 GB, interrupted after a second):
levenshtein over two texts of 100,000 characters, `length(range(1000000000))` and a long chain of UNION ALL did not heed
the interruption; `list_sort(range(100000000))` filled 7 GB; 100,000 nested subqueries overflowed the parser's stack.
Another process can be ended whatever it does, and many of them run beside each other without one waiting for another.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

from extract.errors import FazhiError, QueryError, ReleaseError, RemovedError, UnpublishedError

Process = subprocess.Popen[bytes]

FORMATS = ("table", "csv", "json", "parquet")


@dataclass(frozen=True, slots=True)
class Question:
    """SQL, what its $names stand for, the release that is asked (None: the latest), and the format of the answer.

    A parameter is a text, and is read as what it is compared with: a year, a date, a code with a zero at its head.
    """

    sql: str
    format: str = "table"
    parameters: Mapping[str, str] = field(default_factory=dict)
    release_id: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, and megabytes of memory; and what its answer may come to."""

    seconds: float = 60
    memory: int = 1000
    rows: int | None = None
    """Those after it are left out. Of a table the terminal shows no more than it does without."""
    size: int | None = None
    """Megabytes, of an answer that goes to a file. A longer one is an error: a part of a file is none."""


DEFAULTS = Limits()
"""The slowest view, exact text reuse, takes seconds for hundreds of reports; panels of 15 million facts, 300 MB."""

LEAST = Limits(0.1, 50)
MOST = Limits(3600, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000)
"""What may be asked for: an hour, and this machine's memory."""

CUT = "more rows were left out\n"
"""The last that the process says on stderr where that is so."""

_ERRORS: dict[str, type[FazhiError] | type[OSError]] = {
    error.__name__: error for error in (QueryError, ReleaseError, UnpublishedError, RemovedError, OSError)
}
"""What the process tells by name. An OSError made of its number is of the class that belongs to it."""


def ask(
    releases: Path,
    question: Question,
    output: TextIO,
    limits: Limits = DEFAULTS,
    *,
    begun: Callable[[Process], object] = lambda _: None,
) -> bool:
    """Write the answer of one query to `output`, which has a file descriptor; Parquet as bytes.

    Whether that is all of it: False where rows were left out by a limit. `begun` is given the process, which may be
    killed at any time. Raises ReleaseError where there is no such release, QueryError where the SQL is wrong, is no
    query, or takes more than its limits, and OSError where the output cannot be written. May be called in many threads
    at once.
    """
    _require_sense(question, limits)
    request = {**asdict(question), "releases": str(releases), "limits": asdict(limits)}
    output.flush()
    # Not from the working directory (-P), where anything may lie.
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "warehouse.answer"],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": f"{output.encoding}:backslashreplace"},
    ) as process:
        begun(process)
        try:
            _, told = process.communicate(json.dumps(request).encode())
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise _error(process.returncode, told.decode(errors="replace"), limits)
    return not told.decode(errors="replace").endswith(CUT)


def _require_sense(question: Question, limits: Limits) -> None:
    if question.format not in FORMATS:
        raise QueryError(f'"{question.format}" is no format', f"One of {', '.join(FORMATS)}.")
    for name, unit in (("seconds", "s"), ("memory", "MB")):
        least, asked, most = (getattr(each, name) for each in (LEAST, limits, MOST))
        if not least <= asked <= most:
            raise QueryError(f"{asked:g} {unit} cannot be the limit of {name}", f"From {least} to {most} {unit}.")


def _error(status: int, told: str, limits: Limits) -> Exception:
    lines = told.splitlines()
    if status > 0 and lines and lines[-1].startswith("["):
        name, *arguments = json.loads(lines[-1])
        return _ERRORS[name](*arguments)
    if status == -signal.SIGALRM:
        return stopped(limits)
    if status > 0:
        return QueryError(f"the query failed: {lines[-1] if lines else status}", "This is a fault of fazhi: report it.")
    return QueryError(
        f"the query ended DuckDB ({signal.Signals(-status).name})",
        "It asks for too much at once or is nested too deeply: make it simpler.",
    )


def stopped(limits: Limits) -> QueryError:
    """That a query took too long."""
    return QueryError(
        f"the query was stopped after {limits.seconds:g} seconds", "Narrow it down, or allow it more: --timeout."
    )


def overlong(limits: Limits) -> QueryError:
    """That the answer of a query is too long."""
    return QueryError(
        f"the answer is longer than {limits.size:,} MB",
        "Ask for fewer columns (not body_text, sentence) or fewer rows (by year, by division).",
    )


def overfull(limits: Limits) -> QueryError:
    """That a query took too much memory."""
    return QueryError(
        f"the query needs more than {limits.memory:,} MB of memory",
        "Ask for fewer columns (not body_text, sentence), fewer rows (by year, by division) or counts; put no list, "
        "string_agg or ORDER BY over all facts; or allow it more: --memory.",
    )
