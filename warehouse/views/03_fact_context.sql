CREATE OR REPLACE VIEW fact_context AS
SELECT
    f.fact_id, f.report_id, r.issuer, r.division_code, r.report_year, r.title,
    f.indicator, f.value, f.value_upper, f.unit, f.comparator, f.scope, f.qualifier, f.subject,
    f.quote, f.sentence, s.part, s.heading, f.char_start, f.char_end, f.rule, r.extractor_version,
    r.url, shown.fetched_at, held.url AS payload_url, held.sha256, held.warc_file, held.warc_offset,
    r.first_seen_at, r.last_seen_at
FROM fact AS f
JOIN report AS r USING (report_id)
LEFT JOIN section AS s USING (report_id, section_no)
LEFT JOIN snapshot AS shown ON shown.snapshot_id = r.body_snapshot_id
LEFT JOIN snapshot AS held ON held.snapshot_id = coalesce(shown.refers_to, shown.snapshot_id);
COMMENT ON VIEW fact_context IS
    'A fact with all that a citation of it needs: sentence, heading, report, page, and the archived bytes.';
