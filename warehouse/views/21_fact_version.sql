CREATE OR REPLACE VIEW fact_version AS
SELECT
    fact_id_in(f.fact_id, p.place_id, p.report_id) AS fact_id, p.report_id, v.version, v.valid_from, v.valid_to,
    min(v.valid_from) OVER same_fact AS first_seen_at, max(v.last_seen_at) OVER same_fact AS last_seen_at,
    f.indicator, f.value, f.value_upper, f.unit, f.comparator, f.period_start, f.period_end, f.is_cumulative, f.scope,
    f.qualifier, f.subject, f.quote, f.sentence, f.char_start, f.char_end, f.section_no, f.rule, v.extractor_version,
    v.snapshot_id
FROM version_span AS v
JOIN place AS p USING (place_id)
JOIN reading_fact AS f USING (reading_no)
WHERE p.is_primary
WINDOW same_fact AS (PARTITION BY p.report_id, f.fact_id);
COMMENT ON VIEW fact_version IS
    'A fact in a version of its report, of any version ever seen, as it was read: from when to when it was stated. Name a report_id: of a whole nation it is too large.';
