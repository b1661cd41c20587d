"""Small tables for people, on stdout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table

WIDTH = 160
"""Columns where stdout is no terminal: wide enough for an address and a title, so that a log is not folded."""


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    return "" if cell is None else str(cell)


def show(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table with its title; None is an empty cell, no rows are said to be none."""
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console = Console(markup=False, highlight=False, width=WIDTH)
    table = Table(title=title, title_justify="left", title_style="bold")
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    if table.row_count:
        console.print(table)
    else:
        console.print(f"{title}: none")


def show_columns(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Print these columns of rows given by name."""
    show(title, columns, ([row[column] for column in columns] for row in rows))
