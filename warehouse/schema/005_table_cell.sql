-- The tables that readings hold. The view table_cell shows those of every report's newest version.

CREATE TABLE reading_table_cell (
    reading_id BIGINT NOT NULL,
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
