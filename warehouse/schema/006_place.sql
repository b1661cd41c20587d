-- A report and its places. What was read and captured, and when it stood, is told of a place, that is of one address.
-- A report stands at one or several: merge/4_place.sql finds out which show the same one, and views tell of it once.

ALTER TABLE reading RENAME COLUMN report_id TO place_id;
ALTER TABLE reading ADD COLUMN words_sha256 VARCHAR;
ALTER TABLE capture RENAME COLUMN report_id TO place_id;
ALTER TABLE version_span RENAME COLUMN report_id TO place_id;
COMMENT ON TABLE capture IS 'That a snapshot showed a place of a report with this reading.';
COMMENT ON TABLE version_span IS
    'From when to when a version of a place stood. Query report_version or place_version: they add what it says.';

CREATE TABLE place (
    place_id VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    is_primary BOOLEAN NOT NULL,
    is_own BOOLEAN NOT NULL,
    series BIGINT,
    source_id VARCHAR NOT NULL,
    division_code VARCHAR,
    first_seen_at TIMESTAMPTZ NOT NULL,
    report_first_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE place IS
    'An address and the report that stands there. Query report_place instead: it adds what the page says.';

INSERT INTO place
SELECT v.place_id, v.place_id, true, false, NULL, v.source_id, r.division_code, v.first_seen_at, v.first_seen_at
FROM version_span AS v
JOIN reading AS r USING (reading_id)
WHERE v.valid_to IS NULL;

-- Issues name the place that their page is; the view issue names its report.
ALTER TABLE issue RENAME TO raised_issue;
COMMENT ON TABLE raised_issue IS 'An issue as it was raised. Query issue instead: it names the report of a place.';
