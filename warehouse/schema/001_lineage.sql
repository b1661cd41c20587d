-- What was collected, and how: the sets that were loaded, the runs, the portals and their answers, the work queue.

CREATE TABLE loaded_set (
    set_name VARCHAR PRIMARY KEY,
    fingerprint VARCHAR NOT NULL,
    row_count BIGINT NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE loaded_set IS 'A staged set of rows that was loaded into this warehouse.';

CREATE TABLE run (
    run_id VARCHAR PRIMARY KEY,
    command VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ NOT NULL,
    extractor_version VARCHAR NOT NULL,
    summary VARCHAR NOT NULL
);
COMMENT ON TABLE run IS 'A run of the pipeline, as far as it was known when its rows were loaded.';

CREATE TABLE source (
    source_id VARCHAR PRIMARY KEY,
    publisher VARCHAR NOT NULL,
    division_code VARCHAR,
    platform VARCHAR NOT NULL,
    listing_urls VARCHAR NOT NULL,
    allowed_hosts VARCHAR NOT NULL,
    set_name VARCHAR NOT NULL
);
COMMENT ON TABLE source IS 'A portal that is collected, as its YAML file described it in the newest run.';

CREATE TABLE listing_entry (
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    listed_on DATE,
    listing_url VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE listing_entry IS
    'An entry of a portal''s listing, taken or refused: one row a source and address, as its newest run saw it.';

CREATE TABLE snapshot (
    snapshot_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    status BIGINT NOT NULL,
    content_type VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    warc_file VARCHAR NOT NULL,
    warc_offset BIGINT NOT NULL,
    warc_length BIGINT NOT NULL,
    refers_to VARCHAR,
    parent_url VARCHAR,
    title_listed VARCHAR,
    published_listed DATE
);
COMMENT ON TABLE snapshot IS 'One answer of a portal as archived: where its bytes stand, and what they are.';

CREATE TABLE issue (
    issue_id VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    source_id VARCHAR,
    url VARCHAR,
    report_id VARCHAR,
    message VARCHAR NOT NULL,
    remedy VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE issue IS 'Something that a person should look at: the work queue, with its history.';
