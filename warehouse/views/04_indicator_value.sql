CREATE OR REPLACE VIEW indicator_value AS
SELECT
    f.report_id, r.issuer, r.division_code, r.report_year, f.indicator, f.value, f.unit, f.comparator, f.qualifier,
    f.period_start, f.period_end, f.is_cumulative, f.scope,
    arg_min(f.fact_id, {'at': f.char_start, 'id': f.fact_id}) AS fact_id,
    count(*) AS mentions
FROM fact AS f
JOIN report AS r USING (report_id)
WHERE f.indicator IS NOT NULL AND f.scope IS DISTINCT FROM 'target'
GROUP BY ALL;
COMMENT ON VIEW indicator_value IS
    'The values that a report states for an indicator, a value told twice being one row. Targets of a plan are left out.';
