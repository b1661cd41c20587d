-- What governments state for an indicator, a row a division and year, and which check it fails
WITH failed AS (
    SELECT unnest([fact_id, other_fact_id, base_fact_id]) AS fact_id, kind
    FROM consistency
    WHERE $code IN (indicator, other_indicator) OR kind = 'ratio'
),
doubtful AS (
    SELECT fact_id, min(kind) AS failed FROM failed WHERE fact_id IS NOT NULL GROUP BY fact_id
),
-- A division's province is what its code begins with; the panel has no name of it.
home AS (
    SELECT code[:2] AS head, arg_max(name, coalesce(valid_from, DATE '0001-01-01')) AS province
    FROM division
    WHERE level = 'province'
    GROUP BY head
)
SELECT
    p.division_code, p.report_year, p.value, p.unit, p.comparator, p.unit_fits, p.is_conflicting, f.failed,
    p.report_id, p.fact_id, p.issuer, h.province, p.level
FROM panel AS p
LEFT JOIN home AS h ON h.head = p.division_code[:2]
LEFT JOIN doubtful AS f USING (fact_id)
WHERE p.indicator = $code AND ($year IS NULL OR p.report_year = $year) AND ($level IS NULL OR p.level = $level)
    AND ($within IS NULL OR starts_with(p.division_code, $within))
ORDER BY p.report_year DESC, p.division_code
