CREATE OR REPLACE VIEW known_page AS
WITH asked AS (
    SELECT
        url, source_id, fetched_at AS asked_at, CASE status WHEN 304 THEN 200 ELSE status END AS status,
        refers_to IS NULL AND status = 200 AS has_changed
    FROM snapshot
    WHERE role = 'page' OR status IN (404, 410)
    UNION ALL
    SELECT url, source_id, last_seen_at, 404, false FROM raised_issue WHERE code = 'fetch.gone' AND source_id IS NOT NULL
),
page AS (
    SELECT
        url, source_id, max(asked_at) AS last_asked_at, max(asked_at) FILTER (has_changed) AS last_changed_at,
        arg_max(status, asked_at) AS status
    FROM asked
    GROUP BY url, source_id
)
SELECT g.url, g.source_id, p.report_id, g.last_asked_at, g.last_changed_at, g.status
FROM page AS g
LEFT JOIN report_place AS p USING (url);
COMMENT ON VIEW known_page IS 'A page that a run has asked for, and when one did so last. Those of reports name theirs.';
