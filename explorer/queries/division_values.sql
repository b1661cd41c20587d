-- What a division's government states for each indicator, year by year, and which check it fails
WITH failed AS (
    SELECT unnest([fact_id, other_fact_id, base_fact_id]) AS fact_id, kind
    FROM consistency
    WHERE division_code = $code
)
SELECT
    p.division_code, p.report_year, p.value, p.unit, p.comparator, p.unit_fits, p.is_conflicting,
    (SELECT min(kind) FROM failed AS f WHERE f.fact_id = p.fact_id) AS failed, p.report_id, p.fact_id,
    p.indicator, i.zh, i.en, i.kind
FROM panel AS p
JOIN indicator AS i ON i.code = p.indicator
WHERE p.division_code = $code
ORDER BY p.indicator, p.report_year
