-- What readings hold: the rows of those that are not there yet. `staged_capture` names every staged one.

-- A reading that is not there yet comes from one capture of the staged ones; all that show it hold the same rows.
-- Numbers follow the order of the files, so that what a reading holds comes to stand where its number is near.
CREATE TEMP TABLE new_reading AS
SELECT
    reading_id, content_id, set_no, snapshot_id, place_id,
    ((SELECT coalesce(max(reading_no), 0) FROM reading) + row_number() OVER (ORDER BY set_no, file_row))::INTEGER
        AS reading_no
FROM (
    FROM staged_capture ANTI JOIN reading USING (reading_id)
    QUALIFY row_number() OVER (PARTITION BY reading_id ORDER BY set_no, file_row) = 1
);

INSERT INTO reading BY NAME
SELECT
    r.* EXCLUDE (
        set_no, file_row, snapshot_id, report_id, body_snapshot_id, source_id, extractor_version, content_sha256,
        reading_sha256
    ),
    n.reading_no, n.reading_id, n.content_id, n.place_id
FROM new_reading AS n
JOIN staged_report AS r ON r.set_no = n.set_no AND r.snapshot_id = n.snapshot_id AND r.report_id = n.place_id;

INSERT INTO reading_section BY NAME
SELECT s.* EXCLUDE (set_no, file_row, snapshot_id, report_id), n.reading_no
FROM new_reading AS n
JOIN staged_section AS s ON s.set_no = n.set_no AND s.snapshot_id = n.snapshot_id AND s.report_id = n.place_id;

INSERT INTO reading_fact BY NAME
SELECT f.* EXCLUDE (set_no, file_row, snapshot_id, report_id), n.reading_no
FROM new_reading AS n
JOIN staged_fact AS f ON f.set_no = n.set_no AND f.snapshot_id = n.snapshot_id AND f.report_id = n.place_id;

INSERT INTO reading_citation BY NAME
SELECT c.* EXCLUDE (set_no, file_row, snapshot_id, report_id), n.reading_no
FROM new_reading AS n
JOIN staged_citation AS c ON c.set_no = n.set_no AND c.snapshot_id = n.snapshot_id AND c.report_id = n.place_id;

INSERT INTO reading_table_cell BY NAME
SELECT t.* EXCLUDE (set_no, file_row, snapshot_id, report_id), n.reading_no
FROM new_reading AS n
JOIN staged_table_cell AS t ON t.set_no = n.set_no AND t.snapshot_id = n.snapshot_id AND t.report_id = n.place_id;

INSERT INTO capture BY NAME
SELECT DISTINCT s.place_id, s.snapshot_id, s.body_snapshot_id, s.source_id, s.extractor_version, r.reading_no
FROM staged_capture AS s
JOIN reading AS r USING (reading_id)
ANTI JOIN capture AS c
    ON c.reading_no = r.reading_no AND c.snapshot_id = s.snapshot_id AND c.body_snapshot_id = s.body_snapshot_id
    AND c.source_id = s.source_id AND c.extractor_version = s.extractor_version;
