"""The Parquet copies of a release: whole, by year, the same bytes for the same rows, and described as they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset
import pyarrow.parquet
import pytest

from warehouse import parquet
from warehouse.publish import publish
from warehouse.schema import RELATIONS

TYPES = {
    "string": "string",
    "bool": "boolean",
    "date32[day]": "date",
    "timestamp[us, tz=UTC]": "datetime",
    "decimal128(20, 6)": "number",
    "double": "number",
    "int32": "integer",
    "int64": "integer",
}


@pytest.fixture
def loaded(desk: Any) -> Any:
    years = [row for year in (2022, 2023) for row in desk.capture(0, f"http://portal.test/{year}", report_year=year)]
    undated = desk.capture(0, "http://portal.test/undated", report_year=None)
    desk.load_rows(desk.source(), desk.entry(0), desk.run(0), desk.issue(0), *years, *undated)
    return desk


def copies(release: Path) -> dict[str, Path]:
    return {file.relative_to(release).as_posix(): file for file in release.glob("parquet/**/*.parquet")}


@pytest.mark.parametrize("relation", [*RELATIONS, "report_body"])
def test_a_relation_is_copied_row_by_row(loaded: Any, relation: str) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    table = relation.removesuffix("_body")
    columns = {"report": "* EXCLUDE (body_text)", "report_version": "* EXCLUDE (body_text)"}.get(relation, "*")
    columns = "report_id, body_text" if relation == "report_body" else columns
    files = f"{release.path}/parquet/{relation}/**/*.parquet"
    with duckdb.connect(release.file, read_only=True) as connection:
        wanted = connection.sql(f"FROM {table}").select(columns).order("ALL").fetchall()
        assert connection.read_parquet(files, hive_partitioning=False).order("ALL").fetchall() == wanted


def test_reports_stand_in_folders_by_year(loaded: Any) -> None:
    release = publish(loaded.file, loaded.releases, "r1")
    facts = release.path / "parquet" / "fact"
    assert sorted(folder.name for folder in facts.iterdir()) == [
        "report_year=2022",
        "report_year=2023",
        "report_year=__HIVE_DEFAULT_PARTITION__",
    ]
    with duckdb.connect() as connection:
        query = "SELECT report_year, count(*) FROM read_parquet(?) GROUP BY ALL ORDER BY ALL"
        assert connection.execute(query, [f"{facts}/**/*.parquet"]).fetchall() == [(2022, 3), (2023, 3), (None, 3)]
    found = pyarrow.dataset.dataset(facts, partitioning="hive").to_table(
        filter=pyarrow.dataset.field("report_year") == 2022
    )
    assert found.num_rows == 3


def test_what_has_not_changed_is_the_file_of_the_release_before(loaded: Any) -> None:
    first = copies(publish(loaded.file, loaded.releases, "r1").path)
    loaded.load_rows(loaded.run(1), *loaded.capture(1, "http://portal.test/new", report_year=2024))
    second = copies(publish(loaded.file, loaded.releases, "r2").path)
    same = {path for path in first if first[path].samefile(second[path])}
    assert {path for path in first.keys() - same if "report_year" in path} == set()
    assert {path.split("/")[1] for path in first.keys() - same} == {"run", "snapshot", "issue"}
    assert {path.split("/")[2] for path in second.keys() - first.keys()} == {"report_year=2024"}


def test_an_edit_rewrites_its_part_alone(loaded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "PART_READINGS", 1)
    first = copies(publish(loaded.file, loaded.releases, "r1").path)
    loaded.load_rows(*loaded.capture(1, "http://portal.test/2022", report_year=2022, title="乙县人民政府法治报告"))
    second = copies(publish(loaded.file, loaded.releases, "r2").path)
    kept = {path for path in first.keys() & second.keys() if first[path].samefile(second[path])}
    facts = {path for path in first if "/fact/" in path}
    assert {path for path in facts - kept if "report_year=2022" not in path} == set()
    assert len(facts & kept) == 2


def test_the_same_rows_make_the_same_bytes(loaded: Any) -> None:
    first = publish(loaded.file, loaded.releases, "r1")
    second = publish(loaded.file, loaded.releases, "r2", anew=True)
    paths = [path for path in copies(first.path) if "/issue/" not in path]
    assert all(not copies(first.path)[path].samefile(copies(second.path)[path]) for path in paths)
    assert [first.manifest.files[path].sha256 for path in paths] == [
        second.manifest.files[path].sha256 for path in paths
    ]


def test_a_file_that_is_gone_is_written_again(loaded: Any) -> None:
    first = publish(loaded.file, loaded.releases, "r1")
    publish(loaded.file, loaded.releases, "r2")
    shutil.rmtree(loaded.releases / "r2" / "parquet" / "fact")
    third = publish(loaded.file, loaded.releases, "r3")
    assert copies(third.path).keys() == copies(first.path).keys()
    assert third.manifest.previous == "r1"


def test_the_package_describes_the_files_as_they_are(loaded: Any) -> None:
    publish(loaded.file, loaded.releases, "r1")
    loaded.load_rows(*loaded.capture(1, "http://portal.test/new", report_year=2024))
    release = publish(loaded.file, loaded.releases, "r2")
    package = json.loads((release.path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    warehouse, *tables = package["resources"]
    assert (warehouse["path"], warehouse["hash"]) == ("fazhi.duckdb", f"sha256:{release.sha256}")
    described = {path for table in tables for path in table["path"]}
    assert described == {path for path in release.manifest.files if path.endswith(".parquet")}
    for table in tables:
        fields = table["schema"]["fields"]
        assert table["description"]
        assert all(field["description"] for field in fields)
        assert set(table["schema"].get("primaryKey", ())) <= {field["name"] for field in fields}
        for path in table["path"]:
            found = pyarrow.parquet.read_schema(release.path / path)
            assert [(field["name"], field["type"]) for field in fields] == [
                (column.name, TYPES[str(column.type)]) for column in found
            ]
