from __future__ import annotations

from typing import Any

import pytest

from warehouse.database import sql_files
from warehouse.schema import RELATIONS, column_comments

MUST_EXIST = {
    "report": "report_id title kind issuer issuer_kind level division_code report_year published_on written_on"
    " index_number document_number publisher source topic validity openness url body_text snapshot_id version"
    " first_seen_at last_seen_at",
    "report_version": "report_id title body_text version valid_from valid_to text_sha256 first_seen_at last_seen_at",
    "report_place": "report_id url source_id publisher source published_on published_by snapshot_id first_seen_at"
    " last_seen_at is_primary withdrawn_at",
    "event": "report_id url source_id event happened_at after_at before_at detail",
    "known_page": "url source_id report_id last_asked_at last_changed_at status",
    "section": "report_id section_no parent_no level marker heading part char_start char_end",
    "fact": "fact_id report_id section_no indicator value value_upper unit comparator period_start period_end"
    " is_cumulative scope qualifier subject quote char_start char_end sentence rule",
    "indicator_value": "report_id division_code report_year indicator value unit comparator qualifier fact_id mentions",
    "citation": "report_id title document_number char_start char_end",
    "table_cell": "report_id table_no row_no column_no is_header header row_header text char_start char_end",
    "indicator": "code zh en unit kind definition",
    "division": "code name level parent_code valid_from valid_to",
    "source": "source_id",
    "listing_entry": "source_id url first_seen_at last_seen_at",
    "snapshot": "snapshot_id url fetched_at sha256 warc_file warc_offset refers_to",
    "run": "run_id state started_at",
    "issue": "issue_id severity source_id url remedy run_id first_seen_at last_seen_at",
    "loaded_set": "set_name",
    "division_year": "code year name level parent_code province_code province prefecture_code prefecture full_name",
    "expected_issuer": "report_year division_code issuer issuer_kind basis is_collected",
    "coverage": "division_code report_year issuer is_collected is_published reason report_id reports",
    "coverage_summary": "report_year province level expected collected found share",
    "panel": "division_code report_year indicator value unit comparator is_conflicting mentions fact_id",
    "problem_share": "report_id report_year share",
    "fact_density": "report_id report_year facts_per_1000 linked_facts_per_1000",
    "fact_version": "fact_id report_id version valid_from valid_to first_seen_at last_seen_at value sentence",
    "timeliness": "report_id days_from_due published_by",
    "completeness": "report_id has_achievements has_problems has_leader_duty has_plan has_opening",
    "text_reuse": "report_id other_report_id containment",
    "consistency": "report_id fact_id sentence other_fact_id other_sentence",
    "fact_context": "fact_id sentence heading url sha256 warc_file warc_offset fetched_at",
}


def columns(desk: Any) -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    query = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal"
    for relation, column, kind, comment in desk.ask(query):
        found.setdefault(relation, {})[column] = (kind, comment)
    return found


@pytest.fixture
def empty(desk: Any) -> Any:
    desk.load()
    return desk


def test_the_relations_have_the_columns_that_users_guess(empty: Any) -> None:
    found = columns(empty)
    missing = {name: set(wanted.split()) - set(found[name]) for name, wanted in MUST_EXIST.items()}
    assert not any(missing.values()), missing
    assert set(RELATIONS) <= set(found)


def test_every_table_view_and_column_is_described(empty: Any) -> None:
    relations = empty.ask(
        "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal"
        " UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
    )
    assert [name for name, comment in relations if not comment] == []
    bare = [
        (name, column) for name, row in columns(empty).items() for column, (_, comment) in row.items() if not comment
    ]
    assert bare == []


def test_no_description_is_left_over(empty: Any) -> None:
    found = columns(empty)
    names = {column for row in found.values() for column in row}
    stale = [key for key in column_comments() if key[1] not in (found.get(key[0], {}) if key[0] else names)]
    assert stale == []


def test_a_name_has_one_type_everywhere(empty: Any) -> None:
    kinds: dict[str, set[str]] = {}
    for row in columns(empty).values():
        for column, (kind, _) in row.items():
            kinds.setdefault(column, set()).add(kind)
    several = {column: kinds[column] for column in kinds if len(kinds[column]) > 1}
    assert several == {
        "expected": {"BIGINT", "DECIMAL(20,6)"},  # how many issuers, and what a value should be
        "level": {"VARCHAR", "INTEGER"},  # an issuer's, and a heading's
        "valid_from": {"DATE", "TIMESTAMP WITH TIME ZONE"},  # a division's, and a version's
        "valid_to": {"DATE", "TIMESTAMP WITH TIME ZONE"},
    }


def test_values_dates_and_times_have_the_agreed_types(empty: Any) -> None:
    found = columns(empty)
    assert found["fact"]["value"][0] == found["indicator_value"]["value"][0] == "DECIMAL(20,6)"
    assert found["report"]["published_on"][0] == "DATE"
    assert found["report"]["first_seen_at"][0] == "TIMESTAMP WITH TIME ZONE"


def test_the_file_is_written_for_older_readers_too(empty: Any) -> None:
    ((tags,),) = empty.ask("SELECT tags FROM duckdb_databases() WHERE NOT internal")
    assert tags["storage_version"].startswith("v1.5")


def test_schema_files_are_applied_once_and_in_order(empty: Any) -> None:
    applied = "SELECT number, name FROM schema_change WHERE name NOT LIKE 'views %' ORDER BY number"
    before = empty.ask(applied)
    assert [name for _, name in before] == [file.stem for file in sql_files("schema")]
    assert [number for number, _ in before] == list(range(1, len(before) + 1))
    empty.load()
    assert empty.ask(applied) == before


def test_views_are_made_anew_where_their_files_have_changed(empty: Any) -> None:
    empty.change("UPDATE schema_change SET name = 'views of before' WHERE name LIKE 'views %'")
    empty.change("CREATE OR REPLACE VIEW timeliness AS SELECT 1 AS wrong")
    empty.load()
    assert columns(empty)["timeliness"]["days_from_due"][1]
    empty.load()
    assert empty.ask("SELECT count(*) FROM schema_change WHERE name LIKE 'views %'") == [(2,)]
