-- Views, not tables: a body is stored once a reading, and both relations cannot drift apart.

CREATE OR REPLACE VIEW report_version AS
SELECT
    v.report_id, r.title, r.kind, r.issuer, r.issuer_kind, r.level, r.division_code, r.report_year,
    r.published_on, r.published_by, r.written_on, r.written_by, r.index_number, r.document_number,
    r.publisher, r.source, r.topic, r.validity, r.openness, r.url, r.body_text, r.body_method, r.text_sha256,
    v.source_id, v.snapshot_id, v.body_snapshot_id, v.extractor_version, v.reading_id,
    v.version, v.valid_from, v.valid_to, v.first_seen_at, v.last_seen_at
FROM version_span AS v
JOIN reading AS r USING (reading_id);
COMMENT ON VIEW report_version IS
    'Every version of every report that was ever seen. A version ends when a fetch shows other words.';

CREATE OR REPLACE VIEW report AS
SELECT * EXCLUDE (valid_to) FROM report_version WHERE valid_to IS NULL;
COMMENT ON VIEW report IS 'A report, in its newest version.';
