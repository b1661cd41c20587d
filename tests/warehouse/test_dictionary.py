"""docs/schema.md against the comments that the database bears."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.dictionary import FILE, GROUPS, dictionary
from warehouse.schema import apply_schema


@pytest.fixture(scope="module")
def text() -> str:
    return dictionary()


def test_the_document_is_in_step_with_the_database(text: str) -> None:
    assert FILE.read_text(encoding="utf-8") == text, "run `make docs`"


def test_every_relation_stands_in_it_once(text: str) -> None:
    with duckdb.connect(":memory:") as connection:
        apply_schema(connection)
        found = connection.execute("SELECT DISTINCT table_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    told = [text.count(f"\n### {name}\n") + text.count(f"\n- `{name}`: ") for (name,) in found]
    assert set(told) == {1}


def test_no_number_that_another_file_gives_otherwise_is_public(text: str) -> None:
    public = text.split("## Internal", maxsplit=1)[0]
    assert "`reading_no`" not in public
    assert "Internal." not in public
    assert all(f"### {name}\n" in public for names in GROUPS.values() for name in names)
