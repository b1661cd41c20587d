-- What readings hold. The views section, fact and citation show those of every report's newest version.

CREATE TABLE reading_section (
    reading_id BIGINT NOT NULL,
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

CREATE TABLE reading_fact (
    reading_id BIGINT NOT NULL,
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

CREATE TABLE reading_citation (
    reading_id BIGINT NOT NULL,
    title VARCHAR,
    document_number VARCHAR,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);
COMMENT ON TABLE reading_citation IS 'A citation of any reading of a report, newest or not.';
