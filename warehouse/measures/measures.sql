-- What a release is measured by: a name, the part that is measured (a year, a source, a column), a number, and for a
-- share how many rows it is a share of.

SELECT 'coverage' AS measure, report_year::VARCHAR AS part, count(DISTINCT division_code)::DOUBLE AS value, NULL AS among
FROM report
WHERE kind = 'report' AND issuer_kind IN ('government', 'joint') AND report_year IS NOT NULL
GROUP BY report_year
UNION ALL
SELECT 'reports_of_source', source_id, count(*), NULL FROM report GROUP BY source_id
UNION ALL
SELECT 'null_share', 'report.' || part, 1 - filled / among, among
FROM (
    SELECT
        count(issuer) AS issuer, count(level) AS level, count(division_code) AS division_code,
        count(report_year) AS report_year, count(published_on) AS published_on, count(written_on) AS written_on,
        count(publisher) AS publisher, count(words_sha256) AS words_sha256, count(*) AS among
    FROM report
) UNPIVOT (filled FOR part IN (COLUMNS(* EXCLUDE (among))))
WHERE among > 0
UNION ALL
SELECT 'null_share', 'fact.' || part, 1 - filled / among, among
FROM (
    SELECT count(indicator) AS indicator, count(period_start) AS period_start, count(*) AS among FROM fact
) UNPIVOT (filled FOR part IN (COLUMNS(* EXCLUDE (among))))
WHERE among > 0
ORDER BY ALL
