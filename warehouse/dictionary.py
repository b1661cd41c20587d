"""Dictionary: docs/schema.md, made from the comments in the database. `python -m warehouse.dictionary` writes it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.database import Rows, named_rows
from warehouse.schema import apply_schema

FILE = Path(__file__).parent.parent / "docs" / "schema.md"

GROUPS = {
    "Reports": ("report", "report_version", "report_place", "event", "section", "citation", "table_cell"),
    "Quantities": ("fact", "fact_context", "fact_version", "indicator_value", "panel", "correction"),
    "Assessment": (
        "coverage",
        "coverage_summary",
        "expected_issuer",
        "timeliness",
        "completeness",
        "consistency",
        "text_reuse",
        "problem_share",
        "fact_density",
    ),
    "Knowledge": ("indicator", "measure_word", "identity", "division", "division_year"),
    "Where it comes from": ("source", "listing_entry", "snapshot", "run", "known_page", "source_run", "source_monitor"),
    "Work queue": ("issue", "open_issue", "absence"),
}
"""What users ask, in the order of their interest; whatever is not named here is internal."""

_HEAD = """\
# What the warehouse holds

Made by `python -m warehouse.dictionary` from the comments in the database; docs/queries.md has an example for each
question. A column means the same wherever it stands. Times are UTC, spans are half-open and count characters from 0.
"""

_INTERNAL = """
## Internal

What the relations above are made of. These may change with any version; `reading_no` is another in each file.
"""

_RELATIONS = """
SELECT view_name AS name, 'view' AS kind, comment FROM duckdb_views() WHERE NOT internal
UNION ALL
SELECT table_name, 'table', comment FROM duckdb_tables() WHERE NOT internal
ORDER BY name
"""

_COLUMNS = """
SELECT table_name, column_name, data_type, comment FROM duckdb_columns()
WHERE NOT internal ORDER BY table_name, column_index
"""

_MACROS = """
SELECT DISTINCT function_name AS name, function_type AS kind, array_to_string(parameters, ', ') AS parameters, comment
FROM duckdb_functions() WHERE NOT internal AND function_type IN ('macro', 'table_macro') AND comment IS NOT NULL
ORDER BY name
"""


def dictionary() -> str:
    """The text of docs/schema.md, by the schema as its files say. Raises duckdb.Error where one of them is wrong."""
    with duckdb.connect(":memory:") as connection:
        apply_schema(connection)
        relations = {row["name"]: row for row in named_rows(connection, _RELATIONS)}
        columns = named_rows(connection, _COLUMNS)
        macros = named_rows(connection, _MACROS)
    public = [name for names in GROUPS.values() for name in names]
    lines = [_HEAD]
    for title, names in GROUPS.items():
        lines.append(f"\n## {title}\n")
        for name in names:
            lines += _relation(relations[name], columns)
    lines += _macros(macros)
    lines.append(_INTERNAL)
    lines += [f"- `{name}`: {row['comment']}\n" for name, row in relations.items() if name not in public]
    return "".join(lines)


def _relation(row: dict[str, str], columns: Rows) -> Iterator[str]:
    yield f"\n### {row['name']}\n\n{row['comment']}\n\n| column | type | meaning |\n|---|---|---|\n"
    for column in columns:
        if column["table_name"] == row["name"]:
            meaning = column["comment"].replace("|", "\\|")
            yield f"| `{column['column_name']}` | {column['data_type']} | {meaning} |\n"


def _macros(macros: Rows) -> Iterator[str]:
    if macros:
        yield "\n## Functions\n\n"
    for macro in macros:
        yield f"- `{macro['name']}({macro['parameters']})`: {macro['comment']}\n"


def main() -> None:
    """Write docs/schema.md."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(dictionary(), encoding="utf-8")
    sys.stdout.write(f"{FILE}\n")


if __name__ == "__main__":
    main()
