-- Reports of one release against another's, by what the extractor read of their pages: a row a report and column.
WITH old_words AS (
    SELECT report_id, COLUMNS([
        'title', 'kind', 'issuer', 'issuer_kind', 'level', 'division_code', 'report_year', 'published_on', 'written_on',
        'index_number', 'document_number', 'publisher', 'source', 'topic', 'validity', 'openness', 'url', 'body_method',
        'text_sha256'
    ])::VARCHAR
    FROM before.report
),
new_words AS (
    SELECT report_id, COLUMNS([
        'title', 'kind', 'issuer', 'issuer_kind', 'level', 'division_code', 'report_year', 'published_on', 'written_on',
        'index_number', 'document_number', 'publisher', 'source', 'topic', 'validity', 'openness', 'url', 'body_method',
        'text_sha256'
    ])::VARCHAR
    FROM after.report
),
paired AS (
    SELECT
        CASE
            WHEN old.report_id IS NULL THEN 'gained'
            WHEN new.report_id IS NULL THEN 'lost'
            ELSE 'changed'
        END AS change,
        report_id, stated, old_value, new_value
    FROM (FROM old_words UNPIVOT INCLUDE NULLS (old_value FOR stated IN (COLUMNS(* EXCLUDE (report_id))))) AS old
    FULL JOIN (FROM new_words UNPIVOT INCLUDE NULLS (new_value FOR stated IN (COLUMNS(* EXCLUDE (report_id))))) AS new
        USING (report_id, stated)
)
SELECT change, report_id, stated, old_value, new_value
FROM paired
WHERE old_value IS DISTINCT FROM new_value AND (change = 'changed' OR stated = 'title')
ORDER BY stated, change, report_id
