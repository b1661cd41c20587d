-- Reports that are other than in the release before, which is attached as `last`; one row each.

CREATE OR REPLACE TEMP TABLE report_delta AS
WITH old AS (
    SELECT report_id, version, url, reading_id, issuer, division_code, report_year, title FROM last.report
),
new AS (
    SELECT report_id, version, url, reading_id, issuer, division_code, report_year, title FROM report
),
stood AS (
    SELECT place_id, withdrawn_at FROM last.report_place WHERE withdrawn_at IS NOT NULL
),
seen AS (
    -- What became of a report's places since: an address is told in either case.
    SELECT
        report_id,
        string_agg('withdrawn: ' || url, '; ' ORDER BY url) FILTER (withdrawn_at IS NOT NULL) AS withdrawn,
        string_agg('returned: ' || url, '; ' ORDER BY url) FILTER (withdrawn_at IS NULL) AS returned
    FROM (
        SELECT p.report_id, p.url, p.withdrawn_at
        FROM report_place AS p
        LEFT JOIN stood AS s USING (place_id)
        WHERE p.withdrawn_at IS DISTINCT FROM s.withdrawn_at
    )
    GROUP BY report_id
),
told AS (
    SELECT
        report_id, old.report_id IS NULL AS is_added, new.report_id IS NULL AS is_removed,
        s.withdrawn, s.returned, old.version AS version_before,
        CASE WHEN old.url = new.url AND old.version <> new.version THEN 'version ' || new.version END AS edited,
        CASE WHEN old.url <> new.url THEN 'stood for by another page than ' || old.url END AS moved,
        CASE WHEN old.version = new.version AND old.url = new.url AND old.reading_id <> new.reading_id
            THEN 'read otherwise' END AS reread,
        CASE WHEN oc.corrections IS DISTINCT FROM nc.corrections THEN 'corrected' END AS corrected,
        coalesce(new.issuer, old.issuer) AS issuer,
        coalesce(new.division_code, old.division_code) AS division_code,
        coalesce(new.report_year, old.report_year) AS report_year,
        coalesce(new.title, old.title) AS title,
        coalesce(new.url, old.url) AS url,
        new.version,
        old.reading_id IS DISTINCT FROM new.reading_id OR old.url <> new.url
            OR oc.corrections IS DISTINCT FROM nc.corrections AS has_other_facts
    FROM old
    FULL JOIN new USING (report_id)
    LEFT JOIN seen AS s USING (report_id)
    LEFT JOIN old_corrected AS oc USING (report_id)
    LEFT JOIN new_corrected AS nc USING (report_id)
)
SELECT
    CASE
        WHEN is_added THEN 'added'
        WHEN is_removed THEN 'removed'
        WHEN withdrawn IS NOT NULL THEN 'withdrawn'
        WHEN returned IS NOT NULL THEN 'returned'
        ELSE 'changed'
    END AS change,
    report_id, issuer, division_code, report_year, title, url, version, version_before,
    nullif(concat_ws('; ', withdrawn, returned, edited, moved, reread, corrected), '') AS detail,
    has_other_facts
FROM told
WHERE is_added OR is_removed OR coalesce(withdrawn, returned, edited, moved, reread, corrected) IS NOT NULL;
