-- What the checks found. A check of scope reading looks at a reading once: the state says how far it has come.

CREATE TABLE check_state (
    check_name VARCHAR PRIMARY KEY,
    severity VARCHAR NOT NULL,
    remedy VARCHAR NOT NULL,
    text_id VARCHAR NOT NULL,
    passed_no INTEGER NOT NULL,
    run_id VARCHAR NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE check_state IS 'A check as it was last run, and up to which reading it has looked.';

CREATE TABLE check_failure (
    check_name VARCHAR NOT NULL,
    issue_id VARCHAR NOT NULL,
    reading_no INTEGER,
    source_id VARCHAR,
    url VARCHAR,
    report_id VARCHAR,
    message VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE check_failure IS 'A row that a check found to fail. Query issue instead: it shows those that stand.';
