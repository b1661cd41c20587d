-- Readings are numbered in the order of loading, and what they hold stands together under the number: runs of one
-- integer take no room, and a query for few readings passes over the row groups of all others. The digests that name a
-- reading and a content come from the extractor; those of contents are made as it makes them, so that the next night's
-- captures are known to show the same.

ALTER TABLE reading RENAME TO old_reading;
CREATE TABLE reading (
    reading_no INTEGER NOT NULL,
    reading_id BIGINT NOT NULL,
    content_id BIGINT NOT NULL,
    place_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    issuer VARCHAR,
    issuer_kind VARCHAR,
    level VARCHAR,
    division_code VARCHAR,
    report_year INTEGER,
    published_on DATE,
    published_by VARCHAR,
    written_on DATE,
    written_by VARCHAR,
    index_number VARCHAR,
    document_number VARCHAR,
    publisher VARCHAR,
    source VARCHAR,
    topic VARCHAR,
    validity VARCHAR,
    openness VARCHAR,
    url VARCHAR NOT NULL,
    body_text VARCHAR NOT NULL,
    body_method VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    words_sha256 VARCHAR
);
COMMENT ON TABLE reading IS
    'A content of a report as the extractor read it. Query report or report_version instead: they say when it stood.';
INSERT INTO reading BY NAME
SELECT
    row_number() OVER (ORDER BY rowid) AS reading_no,
    r.* REPLACE (
        (('0x' || sha256(array_to_string([
            'Report', place_id, title, coalesce(published_on::VARCHAR, ''), coalesce(written_on::VARCHAR, ''),
            coalesce(index_number, ''), coalesce(document_number, ''), coalesce(publisher, ''), coalesce(source, ''),
            coalesce(topic, ''), coalesce(validity, ''), coalesce(openness, ''), text_sha256
        ], chr(31)))[:16])::UBIGINT >> 1)::BIGINT AS content_id
    )
FROM old_reading AS r;
DROP TABLE old_reading;

ALTER TABLE capture RENAME TO old_capture;
CREATE TABLE capture (
    place_id VARCHAR NOT NULL,
    snapshot_id VARCHAR NOT NULL,
    body_snapshot_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    reading_no INTEGER NOT NULL
);
COMMENT ON TABLE capture IS 'That a snapshot showed a place of a report with this reading.';
INSERT INTO capture BY NAME
SELECT c.* EXCLUDE (reading_id), r.reading_no FROM old_capture AS c JOIN reading AS r USING (reading_id);
DROP TABLE old_capture;

ALTER TABLE version_span RENAME TO old_version_span;
CREATE TABLE version_span (
    place_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    reading_no INTEGER NOT NULL,
    snapshot_id VARCHAR NOT NULL,
    body_snapshot_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL,
    valid_to TIMESTAMPTZ,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE version_span IS
    'From when to when a version of a place stood. Query report_version or place_version: they add what it says.';
INSERT INTO version_span BY NAME
SELECT v.* EXCLUDE (reading_id), r.reading_no FROM old_version_span AS v JOIN reading AS r USING (reading_id);
DROP TABLE old_version_span;

ALTER TABLE reading_section RENAME TO old_section;
CREATE TABLE reading_section (
    reading_no INTEGER NOT NULL,
    section_no INTEGER NOT NULL,
    parent_no INTEGER,
    level INTEGER NOT NULL,
    marker VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);
COMMENT ON TABLE reading_section IS 'A section of any reading of a report, newest or not.';
INSERT INTO reading_section BY NAME
SELECT s.* EXCLUDE (reading_id), r.reading_no
FROM old_section AS s JOIN reading AS r USING (reading_id) ORDER BY r.reading_no;
DROP TABLE old_section;

ALTER TABLE reading_fact RENAME TO old_fact;
CREATE TABLE reading_fact (
    reading_no INTEGER NOT NULL,
    fact_id VARCHAR NOT NULL,
    section_no INTEGER NOT NULL,
    indicator VARCHAR,
    value DECIMAL(20, 6) NOT NULL,
    value_upper DECIMAL(20, 6),
    unit VARCHAR NOT NULL,
    comparator VARCHAR NOT NULL,
    period_start DATE,
    period_end DATE,
    is_cumulative BOOLEAN NOT NULL,
    scope VARCHAR,
    qualifier VARCHAR,
    subject VARCHAR,
    quote VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    rule VARCHAR NOT NULL
);
COMMENT ON TABLE reading_fact IS 'A fact of any reading of a report, newest or not.';
INSERT INTO reading_fact BY NAME
SELECT f.* EXCLUDE (reading_id), r.reading_no
FROM old_fact AS f JOIN reading AS r USING (reading_id) ORDER BY r.reading_no;
DROP TABLE old_fact;

ALTER TABLE reading_citation RENAME TO old_citation;
CREATE TABLE reading_citation (
    reading_no INTEGER NOT NULL,
    title VARCHAR,
    document_number VARCHAR,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);
COMMENT ON TABLE reading_citation IS 'A citation of any reading of a report, newest or not.';
INSERT INTO reading_citation BY NAME
SELECT c.* EXCLUDE (reading_id), r.reading_no
FROM old_citation AS c JOIN reading AS r USING (reading_id) ORDER BY r.reading_no;
DROP TABLE old_citation;

ALTER TABLE reading_table_cell RENAME TO old_table_cell;
CREATE TABLE reading_table_cell (
    reading_no INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    column_no INTEGER NOT NULL,
    is_header BOOLEAN NOT NULL,
    header VARCHAR NOT NULL,
    row_header VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);
COMMENT ON TABLE reading_table_cell IS 'A cell of a table of any reading of a report, newest or not.';
INSERT INTO reading_table_cell BY NAME
SELECT t.* EXCLUDE (reading_id), r.reading_no
FROM old_table_cell AS t JOIN reading AS r USING (reading_id) ORDER BY r.reading_no;
DROP TABLE old_table_cell;

-- How a set's manifest was found when it was loaded: as long as it is found so, it need not be read again.
ALTER TABLE loaded_set ADD COLUMN manifest_size BIGINT;
ALTER TABLE loaded_set ADD COLUMN manifest_mtime_ns BIGINT;
