-- Large questions join facts and reports by the number of the reading, which is many times faster than by report_id.

CREATE OR REPLACE VIEW shown_report AS
SELECT
    v.reading_no, CASE WHEN k.reading_no IS NULL THEN v.reading_no ELSE -v.reading_no END AS fact_reading_no,
    p.report_id, p.place_id, coalesce(c.kind, r.kind) AS kind, coalesce(c.title, r.title) AS title,
    coalesce(c.issuer, r.issuer) AS issuer, coalesce(c.issuer_kind, r.issuer_kind) AS issuer_kind,
    coalesce(c.level, r.level) AS level, coalesce(c.division_code, r.division_code) AS division_code,
    coalesce(c.report_year, r.report_year) AS report_year, coalesce(c.published_on, r.published_on) AS published_on,
    r.url, v.version, v.body_snapshot_id, v.extractor_version, p.report_first_seen_at AS first_seen_at, v.last_seen_at
FROM version_span AS v
JOIN place AS p USING (place_id)
JOIN reading AS r USING (reading_no)
LEFT JOIN corrected_reading AS c USING (reading_no)
LEFT JOIN (SELECT DISTINCT reading_no FROM correction_fit WHERE applies AND fact_id IS NOT NULL) AS k USING (reading_no)
WHERE v.valid_to IS NULL AND p.is_primary;
COMMENT ON VIEW shown_report IS 'Internal. A report with the numbers of the readings that stand for it. Query report instead.';
