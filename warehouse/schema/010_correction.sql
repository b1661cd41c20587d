-- Corrections: what persons stated, what each of them fits, and the corrected copies that views show in place of what
-- was read, which stays as it is. A corrected reading's facts are copied under the negative of its number, so that a
-- query over all facts pays nothing for the few.

CREATE TABLE stated_correction (
    correction_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    quote VARCHAR,
    "within" VARCHAR,
    char_start INTEGER,
    column_name VARCHAR,
    old_value VARCHAR,
    new_value VARCHAR,
    reason VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    corrected_on DATE NOT NULL,
    ended_on DATE
);
COMMENT ON TABLE stated_correction IS
    'A correction as its file states it. Query correction instead: it says what it fits.';

CREATE TABLE correction_fit (
    correction_id VARCHAR NOT NULL,
    reading_no INTEGER NOT NULL,
    fact_id VARCHAR,
    applies BOOLEAN NOT NULL
);
COMMENT ON TABLE correction_fit IS
    'What a correction fits in a version of its page: it applies where that is one thing, and holds the wrong value.';

CREATE TABLE corrected_reading (
    reading_no INTEGER NOT NULL,
    correction_id VARCHAR NOT NULL,
    title VARCHAR,
    kind VARCHAR,
    issuer VARCHAR,
    issuer_kind VARCHAR,
    level VARCHAR,
    division_code VARCHAR,
    report_year INTEGER,
    published_on DATE,
    written_on DATE,
    index_number VARCHAR,
    document_number VARCHAR,
    publisher VARCHAR,
    source VARCHAR,
    topic VARCHAR,
    validity VARCHAR,
    openness VARCHAR
);
COMMENT ON TABLE corrected_reading IS 'The columns of a reading that were corrected; NULL in all others.';

ALTER TABLE reading_fact ADD COLUMN correction_id VARCHAR;
