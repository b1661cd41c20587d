-- The indicators that have some words, and how many reports state each
SELECT
    i.code, i.zh, i.en, i.unit, i.kind, i.definition, coalesce(f.facts, 0) AS facts, coalesce(f.reports, 0) AS reports
FROM indicator AS i
LEFT JOIN (
    SELECT indicator, count(*) AS facts, count(DISTINCT report_id) AS reports
    FROM fact
    WHERE indicator IS NOT NULL
    GROUP BY indicator
) AS f ON f.indicator = i.code
WHERE len(list_filter(
    string_split(lower($words), ' '),
    lambda part: NOT contains(lower(concat_ws(' ', i.code, i.zh, i.en, i.definition)), part)
)) = 0
ORDER BY i.code
