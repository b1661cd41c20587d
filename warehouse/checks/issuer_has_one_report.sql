-- name: issuer_has_one_report
-- severity: warning
-- scope: release
-- remedy: Two reports of one issuer and year: a draft and its correction, a letter, or a repost with other words?
WITH several AS (
    SELECT report_id, issuer, report_year
    FROM report
    WHERE kind = 'report' AND issuer IS NOT NULL AND report_year IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY issuer, report_year) > 1
),
stated AS (  -- bodies are read of these few alone
    SELECT
        report_id, s.issuer, s.report_year, r.source_id, r.url,
        list_distinct(string_split_regex(r.body_text, '[。;；\s]+')) AS sentences
    FROM several AS s
    JOIN report AS r USING (report_id)
)
SELECT
    a.report_id, a.source_id, a.url, a.issuer, a.report_year, b.report_id AS other_report_id, b.url AS other_url,
    round(len(list_intersect(a.sentences, b.sentences)) / least(len(a.sentences), len(b.sentences)), 2) AS alike
FROM stated AS a
JOIN stated AS b ON a.issuer = b.issuer AND a.report_year = b.report_year AND a.report_id < b.report_id
