-- Reports. A reading is what the extractor made of one content, named by a digest of all that it holds: the same
-- content read alike is one reading, however often it was fetched and in whatever order sets are loaded. Captures say
-- which snapshot showed which reading; version_span, computed from both, says from when to when each version stood.
-- Large tables bear no key constraints: the checks find duplicates and orphans in a tenth of the time.

CREATE TABLE reading (
    reading_id BIGINT NOT NULL,
    content_id BIGINT NOT NULL,
    report_id VARCHAR NOT NULL,
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
    text_sha256 VARCHAR NOT NULL
);
COMMENT ON TABLE reading IS
    'A content of a report as the extractor read it. Query report or report_version instead: they say when it stood.';

CREATE TABLE capture (
    report_id VARCHAR NOT NULL,
    snapshot_id VARCHAR NOT NULL,
    body_snapshot_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    reading_id BIGINT NOT NULL
);
COMMENT ON TABLE capture IS 'That a snapshot showed a report with this reading.';

CREATE TABLE version_span (
    report_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    reading_id BIGINT NOT NULL,
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
    'From when to when a version of a report stood. Query report_version instead: it adds what the version says.';
