"""The release as a page sees it: answers of its query files as typed rows, and a memory of what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import Depends, Request

from explorer.answer import Asked, RowT, Table
from explorer.parameters import Paging
from explorer.queries import filled, query
from explorer.shelf import Lease
from extract.errors import UsageError

SECONDS = 20.0
"""What a query of a page may take. The slowest on a nation, reuse and coverage, take a tenth of it."""


class ReadRelease:
    """A release for one answer. `asked` holds its queries, for whoever wants to ask them again."""

    def __init__(self, lease: Lease) -> None:
        self.release_id = lease.release.release_id
        self.caution = lease.caution
        self.asked: list[Asked] = []
        self._release = lease.release

    def rows(self, row: type[RowT], name: str, **parameters: object) -> list[RowT]:
        """The whole answer to `explorer/queries/NAME.sql`.

        Raises QueryError where it takes too long, ReleaseError where the release is damaged.
        """
        self._note(name, parameters)
        return _typed(row, self._ask(query(name), parameters))

    def one(self, row: type[RowT], name: str, **parameters: object) -> RowT | None:
        """The only row of an answer, None where there is none."""
        (found,) = self.rows(row, name, **parameters) or (None,)
        return found

    def table(
        self, row: type[RowT], name: str, paging: Paging, *, total: int | None = None, **parameters: object
    ) -> Table[RowT]:
        """One page of an answer, sorted by the reader's column, else as the query sorts it.

        `total` is of the whole answer, where that is known without another query.
        Raises UsageError where the reader's column is none of the row's.
        """
        asked = self._note(name, parameters)
        columns = tuple(row.model_fields)
        rows = self._ask(_paged(query(name), paging, columns), parameters)
        if total is None and paging.page == 1 and len(rows) < paging.size:
            total = len(rows)
        if total is None:
            ((total,),) = (each.values() for each in self._ask(f"SELECT count(*) FROM ({query(name)}\n)", parameters))
        return Table(
            columns=columns,
            rows=tuple(_typed(row, rows)),
            total=total,
            page=paging.page,
            size=paging.size,
            sort=paging.sort,
            asked=asked,
        )

    @contextmanager
    def asking(self) -> Iterator[Any]:
        """A connection for functions of `warehouse` that take one, with the time of one query. Raises as `rows`."""
        with self._release.asking(SECONDS) as connection:
            yield connection

    def _ask(self, sql: str, parameters: Mapping[str, object]) -> list[dict[str, Any]]:
        return [
            {name: _plain(value) for name, value in row.items()} for row in self._release.rows(sql, parameters, SECONDS)
        ]

    def _note(self, name: str, parameters: Mapping[str, object]) -> Asked:
        asked = Asked(name=name, sql=filled(query(name), parameters))
        self.asked.append(asked)
        return asked


def _typed(row: type[RowT], found: list[dict[str, Any]]) -> list[RowT]:
    return [row.model_validate(each) for each in found]


def _plain(value: Any) -> Any:
    """Decimals as numbers; times in UTC, whatever zone this machine is in."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _paged(sql: str, paging: Paging, columns: tuple[str, ...]) -> str:
    """A page of a query. DuckDB keeps the order of the query within the parentheses."""
    order = ""
    if paging.sort:
        column = paging.sort.removeprefix("-")
        if column not in columns:
            raise UsageError(
                f"sort: there is no column {column}", f"One of {', '.join(columns)}; - before it: falling."
            )
        ties = ", ".join(f'"{other}"' for other in columns if other != column)
        order = f'ORDER BY "{column}" {"DESC" if paging.sort.startswith("-") else "ASC"} NULLS LAST, {ties}'
    return f"SELECT * FROM ({sql}\n) {order} LIMIT {paging.size} OFFSET {(paging.page - 1) * paging.size}"


def _read(request: Request) -> ReadRelease:
    release: ReadRelease = request.state.release
    return release


Release = Annotated[ReadRelease, Depends(_read)]
"""What a page's `answer` takes first."""
