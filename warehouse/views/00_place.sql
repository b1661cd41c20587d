-- A corrected column is shown in place of what was read; the view correction keeps both.
CREATE OR REPLACE VIEW place_version AS
SELECT
    p.report_id, p.place_id, p.is_primary, p.is_own,
    coalesce(c.title, r.title) AS title, coalesce(c.kind, r.kind) AS kind, coalesce(c.issuer, r.issuer) AS issuer,
    coalesce(c.issuer_kind, r.issuer_kind) AS issuer_kind, coalesce(c.level, r.level) AS level,
    coalesce(c.division_code, r.division_code) AS division_code,
    coalesce(c.report_year, r.report_year) AS report_year,
    coalesce(c.published_on, r.published_on) AS published_on, r.published_by,
    coalesce(c.written_on, r.written_on) AS written_on, r.written_by,
    coalesce(c.index_number, r.index_number) AS index_number,
    coalesce(c.document_number, r.document_number) AS document_number,
    coalesce(c.publisher, r.publisher) AS publisher, coalesce(c.source, r.source) AS source,
    coalesce(c.topic, r.topic) AS topic, coalesce(c.validity, r.validity) AS validity,
    coalesce(c.openness, r.openness) AS openness, r.url, r.body_text, r.body_method, r.text_sha256,
    r.words_sha256, v.source_id, v.snapshot_id, v.body_snapshot_id, v.extractor_version, r.reading_id,
    v.version, v.valid_from, v.valid_to, v.first_seen_at, p.report_first_seen_at, v.last_seen_at, c.correction_id
FROM version_span AS v
JOIN place AS p USING (place_id)
JOIN reading AS r USING (reading_no)
LEFT JOIN corrected_reading AS c USING (reading_no);
COMMENT ON VIEW place_version IS
    'Every version of every place of every report that was ever seen: reposts and their histories beside the original.';

-- A page is withdrawn when it was answered with 404 or 410 twice, so long apart, and not with the page in between: a
-- portal under repair has lost it for a night. Two days less a quarter, since a run may begin earlier than the last.
-- An issue keeps the first and the last time that it was raised; snapshots, where gone pages are archived, keep all.
CREATE OR REPLACE VIEW absence AS
WITH rule AS (
    SELECT INTERVAL 42 HOURS AS apart
),
address AS (
    SELECT DISTINCT place_id, url FROM reading
),
gone AS (
    SELECT a.place_id, g.seen_at
    FROM (
        SELECT url, fetched_at AS seen_at FROM snapshot WHERE status IN (404, 410)
        UNION
        SELECT url, unnest([first_seen_at, last_seen_at]) FROM raised_issue WHERE code = 'fetch.gone'
    ) AS g
    JOIN address AS a USING (url)
),
sighting AS (
    SELECT place_id, seen_at, true AS is_gone FROM gone
    UNION ALL
    SELECT a.place_id, s.fetched_at, false
    FROM address AS a
    SEMI JOIN gone USING (place_id)
    JOIN snapshot AS s USING (url)
    WHERE s.role = 'page' AND s.status IN (200, 304)
),
numbered AS (
    -- What follows a sighting of the page, up to the next one, bears its number.
    SELECT *, count_if(NOT is_gone) OVER (PARTITION BY place_id ORDER BY seen_at, is_gone DESC) AS spell FROM sighting
),
spell AS (
    SELECT
        place_id, spell,
        max(seen_at) FILTER (NOT is_gone) AS seen_before_at,
        min(seen_at) FILTER (is_gone) AS gone_at,
        max(seen_at) FILTER (is_gone) AS last_gone_at
    FROM numbered
    GROUP BY place_id, spell
),
followed AS (
    SELECT *, lead(seen_before_at) OVER (PARTITION BY place_id ORDER BY spell) AS returned_at FROM spell
)
SELECT place_id, seen_before_at, gone_at, last_gone_at, returned_at
FROM followed, rule
WHERE last_gone_at - gone_at >= rule.apart;
COMMENT ON VIEW absence IS
    'When a page of a report was withdrawn: gone (404 or 410) in two runs, days apart, the page not seen between.';

CREATE OR REPLACE VIEW report_place AS
SELECT
    v.report_id, v.place_id, v.url, v.source_id, v.publisher, v.source, v.published_on, v.published_by, v.snapshot_id,
    v.version, v.first_seen_at, v.last_seen_at, a.gone_at AS withdrawn_at, v.is_primary, v.is_own
FROM place_version AS v
LEFT JOIN absence AS a ON a.place_id = v.place_id AND a.returned_at IS NULL
WHERE v.valid_to IS NULL;
COMMENT ON VIEW report_place IS
    'A place where a report stands: one row a report and address, of which one is primary and stands for the report.';

CREATE OR REPLACE VIEW failing_check AS
SELECT
    f.issue_id, 'check.' || f.check_name AS code, s.severity, coalesce(f.source_id, v.source_id) AS source_id, f.url,
    coalesce(f.report_id, v.report_id) AS report_id, f.message, s.remedy, s.run_id, f.first_seen_at,
    s.checked_at AS last_seen_at
FROM check_failure AS f
JOIN check_state AS s USING (check_name)
LEFT JOIN (
    SELECT t.reading_no, t.source_id, p.report_id
    FROM version_span AS t
    JOIN place AS p USING (place_id)
    WHERE t.valid_to IS NULL AND p.is_primary
) AS v USING (reading_no)
WHERE f.reading_no IS NULL OR v.reading_no IS NOT NULL;
COMMENT ON VIEW failing_check IS
    'What the checks found in readings that stand for a report, or in the release as a whole, as rows of issue.';

CREATE OR REPLACE VIEW issue AS
SELECT i.* REPLACE (coalesce(p.report_id, i.report_id) AS report_id)
FROM raised_issue AS i
LEFT JOIN place AS p ON p.place_id = i.report_id
UNION ALL BY NAME
FROM failing_check;
COMMENT ON VIEW issue IS 'Something that a person should look at: the work queue, with its history.';
