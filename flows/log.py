"""The log of a run: a JSON line an event, in a file of the run's own. Whatever is a secret is never given to it."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flows.datadir import DataDirectory
from flows.runs import Run

LOGGER = logging.getLogger("fazhi.run")
LOGGER.setLevel(logging.INFO)
LOGGER.propagate = False


class _Lines(logging.Formatter):
    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "run": self._run.run_id,
            "level": record.levelname.lower(),
            **getattr(record, "said", {}),
        }
        return json.dumps(said, ensure_ascii=False, default=str)


class _File(logging.FileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name that the base class gives it
        """Say so, once a line: a full disk must not stop a run by its log."""
        print(f"{self.baseFilename}: {record.getMessage()}: cannot be logged: {sys.exc_info()[1]}", file=sys.stderr)


@contextmanager
def logging_to_file(data: DataDirectory, run: Run) -> Iterator[None]:
    """Log the events of the block to the run's file. Raises OSError where that cannot be made."""
    data.logs.mkdir(parents=True, exist_ok=True)
    handler = _File(data.logs / f"{run.run_id}.jsonl", encoding="utf-8")
    handler.setFormatter(_Lines(run))
    LOGGER.addHandler(handler)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        handler.close()


def event(name: str, /, *, is_bad: bool = False, **facts: object) -> None:
    """Log that something happened, with its facts; `is_bad` where a person should look at it."""
    level = logging.WARNING if is_bad else logging.INFO
    LOGGER.log(level, "%s %s", name, facts, extra={"said": {"event": name, **facts}})
