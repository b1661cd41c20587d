-- The index of bodies, for search and for text reuse. warehouse/index.py fills it with what a load brings; all of it can
-- be made again from readings.

CREATE TABLE indexed_reading (
    reading_no INTEGER NOT NULL,
    letters INTEGER NOT NULL,
    is_whole BOOLEAN NOT NULL,
    sampled INTEGER NOT NULL,
    kept UINTEGER[] NOT NULL
);
COMMENT ON TABLE indexed_reading IS
    'A reading that is indexed, with a sample of its runs of 13 characters. Query text_reuse or search() instead.';

CREATE TABLE posting (
    bigram UINTEGER NOT NULL,
    reading_no INTEGER NOT NULL,
    hits UTINYINT NOT NULL
);
COMMENT ON TABLE posting IS
    'That two letters stand side by side in a reading. Sorted by bigram within runs of readings. Query search() instead.';

CREATE TABLE posting_run (
    first_no INTEGER NOT NULL,
    readings INTEGER NOT NULL
);
COMMENT ON TABLE posting_run IS 'A run of postings that is sorted by itself: of the readings up to the next run''s.';

-- DuckDB packs long strings by 2,048 rows, so that one body costs the reading of 2,048. Of pieces they are some forty
-- bodies, and a body's own pieces stand side by side.
CREATE TABLE body_piece (
    reading_no INTEGER NOT NULL,
    piece_no INTEGER NOT NULL,
    piece VARCHAR NOT NULL USING COMPRESSION zstd
);
COMMENT ON TABLE body_piece IS
    'A body cut into pieces of equal length, which search() reads faster than whole ones. Query report instead.';
