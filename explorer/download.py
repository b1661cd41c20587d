"""Downloads: the whole answer of a query as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from fastapi import Response
from fastapi.responses import StreamingResponse

from explorer.console import Console, Format
from extract.errors import QueryError, UsageError

MEDIA: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}

CHUNK_BYTES = 65_536
"""What uvicorn holds of an answer that a slow reader does not take."""


def download(console: Console, release_id: str, sql: str, form: Format, name: str) -> Response:
    """The answer of a query as a file to keep.

    Raises UsageError where the query is wrong or takes more than its limits, BusyError where too many run already.
    """
    try:
        file = console.file(release_id, sql, form)
    except QueryError as error:
        raise UsageError(error.message, error.remedy) from error
    headers = {"Content-Disposition": f'attachment; filename="fazhi-{name}.{form}"', "Cache-Control": "no-store"}
    return StreamingResponse(_chunks(file), media_type=MEDIA[form], headers=headers)


def _chunks(file: TextIO) -> Iterator[bytes]:
    content: Any = file.buffer
    with file:
        while chunk := content.read(CHUNK_BYTES):
            yield chunk
