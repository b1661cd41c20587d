-- Captures. A report's digests, made when it was read, name its content and its reading: equal digests are equal rows.
-- The content is what the page states, apart from what the extractor makes of it, so that a better extractor alone makes
-- no new version. What is staged as a report's is a place's from here on.

CREATE TEMP MACRO id_of(digest) AS (('0x' || digest[:16])::UBIGINT >> 1)::BIGINT;

CREATE TEMP TABLE staged_capture AS
SELECT
    set_no, file_row, report_id AS place_id, snapshot_id, body_snapshot_id, source_id, extractor_version,
    id_of(content_sha256) AS content_id, id_of(reading_sha256) AS reading_id
FROM staged_report;
