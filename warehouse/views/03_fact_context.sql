CREATE OR REPLACE VIEW fact_context AS
SELECT
    fact_id_in(f.fact_id, r.place_id, r.report_id) AS fact_id, r.report_id, r.title, r.issuer, r.issuer_kind, r.level,
    r.division_code, r.report_year,
    f.indicator, f.value, f.value_upper, f.unit, f.comparator, f.period_start, f.period_end, f.is_cumulative, f.scope,
    f.qualifier, f.subject, f.quote, f.sentence, s.part, s.heading, s.heading_path, f.char_start, f.char_end,
    f.rule, r.extractor_version, r.version, r.url, shown.snapshot_id, shown.fetched_at,
    held.url AS payload_url, held.sha256, held.warc_file, held.warc_offset, held.warc_length,
    r.first_seen_at, r.last_seen_at, f.correction_id
FROM shown_report AS r
JOIN reading_fact AS f ON f.reading_no = r.fact_reading_no
LEFT JOIN LATERAL (
    -- Spans nest: all that hold the fact are the path to its heading.
    SELECT
        max_by(o.part, o.char_start) AS part, max_by(o.heading, o.level) AS heading,
        string_agg(o.heading, ' / ' ORDER BY o.level) AS heading_path
    FROM reading_section AS o
    WHERE o.reading_no = r.reading_no AND o.char_start <= f.char_start AND o.char_end > f.char_start
) AS s ON true
LEFT JOIN snapshot AS shown ON shown.snapshot_id = r.body_snapshot_id
LEFT JOIN snapshot AS held ON held.snapshot_id = coalesce(shown.refers_to, shown.snapshot_id);
COMMENT ON VIEW fact_context IS
    'A fact with all that a citation of it needs: sentence, headings, report, page, and the archived bytes. Name a report, an indicator or a division: of a whole nation it is too large.';
