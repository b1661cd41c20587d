"""datapackage.json: a release as a Data Package (v2 of the standard), for tools that read its files without us.

Tables, fields and their meaning come from the comments in the database, which schema/columns.tsv states.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from warehouse.delta import COMMENTS, delta_file
from warehouse.files import sync_file
from warehouse.manifest import FILE, Manifest, ReleaseFile
from warehouse.parquet import BY_MONTH, BY_YEAR, ROOT, WHOLE

DATAPACKAGE = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
_PARQUET = {"format": "parquet", "mediatype": "application/vnd.apache.parquet", "type": "table"}

_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "DECIMAL": "number",
    "DOUBLE": "number",
    "INTEGER": "integer",
    "BIGINT": "integer",
}

_KEYS = {
    "report": ["report_id"],
    "report_body": ["report_id"],
    "report_version": ["report_id", "version"],
    "report_place": ["place_id"],
    "section": ["report_id", "section_no"],
    "fact": ["fact_id"],
    "snapshot": ["snapshot_id"],
    "listing_entry": ["source_id", "url"],
    "indicator": ["code"],
    "source": ["source_id"],
    "run": ["run_id"],
    "issue": ["issue_id"],
}

_NOTES = {
    "report": "The bodies stand in report_body.",
    "report_body": "The body of a report's newest version. Spans count its characters.",
    "report_version": "The bodies of old versions stand in the DuckDB file alone.",
    "report_delta": "Reports that are other than in the release before.",
    "fact_delta": "Facts that are other than in the release before.",
}


def write_datapackage(connection: duckdb.DuckDBPyConnection, directory: Path, manifest: Manifest) -> None:
    """Describe the Parquet files of a release, as they are, and its DuckDB file. Raises duckdb.Error."""
    resources = [_warehouse(manifest.files[FILE])]
    for relation in (*(copied.relation for copied in BY_YEAR), *WHOLE, BY_MONTH):
        prefix = f"{ROOT}/{relation}/"
        paths = [path for path in manifest.files if path.startswith(prefix)]
        if paths:
            resources.append(_table(connection, directory, relation, paths))
    for relation in manifest.delta or ():
        paths = [delta_file(relation).as_posix()]
        resources.append(_table(connection, directory, f"{relation}_delta", paths))
    package = {
        "$schema": _PROFILE.format("datapackage"),
        "name": "fazhi",
        "title": "Yearly rule-of-law reports of China's governments",
        "description": "Reports, and each quantity that they state with its sentence and its page.",
        "version": manifest.release_id,
        "created": manifest.created_at,
        "resources": resources,
    }
    file = directory / DATAPACKAGE
    file.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    file.chmod(0o444)
    sync_file(file)


def _warehouse(file: ReleaseFile) -> dict[str, Any]:
    return {
        "name": "warehouse",
        "path": FILE,
        "description": "All relations and the views upon them, for DuckDB 1.5 and later.",
        "format": "duckdb",
        "mediatype": "application/vnd.duckdb",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }


def _table(
    connection: duckdb.DuckDBPyConnection, directory: Path, relation: str, paths: Iterable[str]
) -> dict[str, Any]:
    paths = list(paths)
    shape = connection.execute(
        "SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(?, hive_partitioning = false))",
        [str(directory / paths[0])],
    ).fetchall()
    comments = _comments(connection, relation)
    schema: dict[str, Any] = {
        "$schema": _PROFILE.format("tableschema"),
        "fields": [
            {"name": name, "type": _TYPES[kind.partition("(")[0]], "description": comments[name]}
            for name, kind in shape
        ],
    }
    if relation in _KEYS:
        schema["primaryKey"] = _KEYS[relation]
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": relation,
        "path": paths,
        "description": " ".join(filter(None, (_comment(connection, relation), _NOTES.get(relation)))),
        **_PARQUET,
        "schema": schema,
    }


def _comment(connection: duckdb.DuckDBPyConnection, relation: str) -> str:
    found = connection.execute(
        "SELECT comment FROM duckdb_tables() WHERE table_name = $1"
        " UNION ALL SELECT comment FROM duckdb_views() WHERE view_name = $1",
        [relation],
    ).fetchall()
    return str(found[0][0]) if found else ""


def _comments(connection: duckdb.DuckDBPyConnection, relation: str) -> Mapping[str, str]:
    """What columns mean: of the relation itself, else of that which it is made from."""
    base = "report" if relation == "report_body" else relation.removesuffix("_delta")
    found = connection.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [base]
    ).fetchall()
    return dict(found) | (COMMENTS if relation.endswith("_delta") else {})
