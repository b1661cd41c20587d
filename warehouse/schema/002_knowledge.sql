-- What the project knows beforehand: the taxonomy and the divisions. Both are replaced by what the loader is given.

CREATE TABLE indicator (
    code VARCHAR NOT NULL,
    zh VARCHAR NOT NULL,
    en VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    definition VARCHAR NOT NULL
);
COMMENT ON TABLE indicator IS 'An entry of the taxonomy: what a quantity of a report can answer.';

CREATE TABLE division (
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    parent_code VARCHAR,
    valid_from DATE,
    valid_to DATE
);
COMMENT ON TABLE division IS 'An administrative division with its validity. A code can have several rows over time.';
