"""A larger nation from a smaller one: its staged rows once more under other names, by SQL over whole files.

Each copy has issuers, addresses and ids of its own, and its texts have some hundred and fifty characters exchanged for
one another: lengths, spans and frequencies stay, and few runs of 13 characters are those of another copy. Sentences of
figures stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from shutil import rmtree

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bench.nation_figures import taxonomy
from bench.nation_issuers import gazetteer, seat
from bench.nation_prose import divisions, words
from bench.warehouse_plain import parquet_files
from warehouse.columns import RELATIONS, arrow_schema
from warehouse.files import digest
from warehouse.sets import MANIFEST, set_path

ORGANS = (
    "档案局",
    "人民防空办公室",
    "机关事务管理局",
    "国有资产监督管理局",
    "乡村振兴局",
    "投资促进局",
    "港航管理局",
    "地震局",
    "气象服务局",
)
OFFICES = ("执法支队", "服务中心", "监察大队", "信息中心", "稽查局", "研究室", "事务所", "监测站", "指导站")
"""What becomes of a government's and of a department's name in each copy."""

MOST = 1 + len(ORGANS)
"""Nations that one can become."""

BATCH_ROWS = {"report": 5_000}
"""Rows of a batch; 100,000 of others."""

_ID = "left(sha256({name} || ' copy ' || $copy), 16) AS {name}"
_DIGEST = "sha256({name} || ' copy ' || $copy) AS {name}"
_WORDS = "translate({name}, $old, $new) AS {name}"
_URL = "replace({name}, '.nation.test/', '.nation.test/' || $copy || '/') AS {name}"
_FACT_ID = """
printf('%016x', xor(('0x' || fact_id)::UBIGINT, xor(
    ('0x' || left(sha256(report_id), 16))::UBIGINT,
    ('0x' || left(sha256(left(sha256(report_id || ' copy ' || $copy), 16)), 16))::UBIGINT
))) AS {name}
"""
_ISSUER = """
coalesce(t.name, CASE issuer_kind
    WHEN 'government' THEN regexp_replace(issuer, '(人民政府|管理委员会)$', $organ)
    ELSE regexp_replace(issuer, '[厅局]$', $office)
END) AS {name}
"""

CHANGED = {
    "snapshot": {"snapshot_id": _ID, "refers_to": _ID, "url": _URL, "sha256": _DIGEST},
    "section": {"report_id": _ID, "snapshot_id": _ID, "heading": _WORDS},
    "fact": {"report_id": _ID, "snapshot_id": _ID, "fact_id": _FACT_ID},
    "citation": {"report_id": _ID, "snapshot_id": _ID},
    "table_cell": {"report_id": _ID, "snapshot_id": _ID},
    "listing_entry": {"url": _URL},
    "issue": {"issue_id": _ID, "url": _URL},
    "report": {
        "report_id": _ID,
        "snapshot_id": _ID,
        "body_snapshot_id": _ID,
        "url": _URL,
        "issuer": _ISSUER,
        "issuer_kind": "CASE level WHEN 'township' THEN issuer_kind ELSE 'department' END AS {name}",
        "division_code": "coalesce(t.code, division_code) AS {name}",
        "body_text": _WORDS,
        "text_sha256": "sha256(translate(body_text, $old, $new)) AS {name}",
        "words_sha256": _DIGEST,
        "content_sha256": _DIGEST,
        "reading_sha256": _DIGEST,
    },
}
"""The columns of each relation that a copy has of its own."""

STEPS = {
    "collect": ("listing_entry", "issue"),
    "extract": ("snapshot", "report", "section", "fact", "citation", "table_cell"),
}
"""The sets of a copy, and what stands in each."""


def copy_nation(staging: Path, copies: int) -> None:
    """Add copies to the staged history until there are `copies` nations, each as two sets."""
    files = parquet_files(staging)
    for copy in range(1, copies):
        with duckdb.connect(config={"threads": 1}) as connection:  # several would mix the rows' order
            connection.register("township", _townships(copy, copies))
            for step, relations in STEPS.items():
                told = ((each, _rows(connection, each, files[each], copy)) for each in relations if each in files)
                _write(staging, f"{step}/copy_{copy}/first", told)


def _rows(
    connection: duckdb.DuckDBPyConnection, relation: str, files: list[str], copy: int
) -> Iterator[pa.RecordBatch]:
    changed = ", ".join(made.format(name=name) for name, made in CHANGED[relation].items())
    old, new = _exchanged(copy)
    given = {"copy": str(copy), "old": old, "new": new, "organ": ORGANS[copy - 1], "office": OFFICES[copy - 1]}
    join = " LEFT JOIN township AS t ON t.old_code = s.division_code" if relation == "report" else ""
    query = f"SELECT s.* REPLACE ({changed}) FROM read_parquet($files) AS s{join}"  # noqa: S608 -- our own names
    used = {name: value for name, value in given.items() if f"${name}" in query}
    found = connection.sql(query, params={**used, "files": files})
    yield from found.to_arrow_reader(BATCH_ROWS.get(relation, 100_000))


def _exchanged(copy: int) -> tuple[str, str]:
    """Characters and what a copy has in their place; none stands in a sentence of figures, a law's title or a table."""
    known = words()
    free = set("".join([*known.modifiers, *known.nouns, *known.openers, *known.tails]))
    kept = ["年月日万余第", *known.verbs, *known.counted, *known.boilerplate, *known.laws, *known.leads]
    kept += [word for part in known.parts.values() for word in part]
    kept += [word for each in taxonomy() for word in (*each.wordings, each.unit)]
    order = sorted(free - set("".join(kept)))
    Random(0).shuffle(order)
    turned = order[copy * 17 :] + order[: copy * 17]
    return "".join(order), "".join(turned)


def _townships(copy: int, copies: int) -> pa.Table:
    """For each township another one, with its code and its government's name."""
    all_ = [each for each in divisions() if each.level == "township"]
    step = len(all_) // copies * copy
    others = [*all_[step:], *all_[:step]]
    names = [gazetteer().official_name(each) + seat(each) for each in others]
    return pa.table({"old_code": [each.code for each in all_], "code": [each.code for each in others], "name": names})


def _write(staging: Path, name: str, relations: Iterable[tuple[str, Iterator[pa.RecordBatch]]]) -> None:
    """Write a set of whole batches, in the schema that a staged set has."""
    directory = set_path(staging, name)
    rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    types = {relation: record for record, relation in RELATIONS.items()}
    rows: dict[str, int] = {}
    for relation, batches in relations:
        schema = arrow_schema(types[relation])
        with pq.ParquetWriter(directory / f"{relation}.parquet", schema) as writer:
            for table in _tables(batches, schema):
                writer.write_table(table)
                rows[relation] = rows.get(relation, 0) + table.num_rows
    marks = {file.name: digest(file) for file in sorted(directory.iterdir())}
    described = {"name": name, "rows": rows, "sha256": marks}
    (directory / MANIFEST).write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _tables(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    for batch in batches:
        columns = [batch.column(field.name).cast(field.type) for field in schema]
        yield pa.Table.from_arrays(columns, schema=schema)
