-- The staged rows of reports, each once. Of two rows with one key that differ, the one that sorts first stays, so that
-- the outcome depends on neither the order in a file nor that of the files.

CREATE TEMP TABLE one_report AS
SELECT * FROM staged_report AS r
QUALIFY row_number() OVER (PARTITION BY set_no, snapshot_id, report_id ORDER BY to_json(r)) = 1;

CREATE TEMP VIEW one_section AS
SELECT * FROM staged_section AS s
QUALIFY row_number() OVER (PARTITION BY set_no, snapshot_id, report_id, section_no ORDER BY to_json(s)) = 1;

CREATE TEMP VIEW one_fact AS
SELECT * FROM staged_fact AS f
QUALIFY row_number() OVER (PARTITION BY set_no, snapshot_id, report_id, fact_id ORDER BY to_json(f)) = 1;

CREATE TEMP VIEW one_citation AS
SELECT DISTINCT * FROM staged_citation;

CREATE TEMP VIEW one_table_cell AS
SELECT * FROM staged_table_cell AS t
QUALIFY row_number() OVER (PARTITION BY set_no, snapshot_id, report_id, char_start ORDER BY to_json(t)) = 1;
