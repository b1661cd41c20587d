-- What some governments state for each indicator in some years, and which check it fails
WITH failed AS (
    SELECT unnest([fact_id, other_fact_id, base_fact_id]) AS fact_id, kind
    FROM consistency
    WHERE list_contains($codes, division_code)
)
SELECT
    p.division_code, p.report_year, p.value, p.unit, p.comparator, p.unit_fits, p.is_conflicting,
    (SELECT min(kind) FROM failed AS f WHERE f.fact_id = p.fact_id) AS failed, p.report_id, p.fact_id,
    p.indicator, i.zh, i.en, i.kind
FROM panel AS p
JOIN indicator AS i ON i.code = p.indicator
WHERE list_contains($codes, p.division_code) AND list_contains($years, p.report_year)
ORDER BY p.indicator, p.division_code, p.report_year
