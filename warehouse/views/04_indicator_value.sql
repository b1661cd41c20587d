CREATE OR REPLACE VIEW indicator_value AS
SELECT
    r.report_id, r.issuer, r.issuer_kind, r.level, r.division_code, r.report_year, f.indicator,
    f.value, f.value_upper, f.unit, f.comparator, f.qualifier, f.period_start, f.period_end, f.is_cumulative, f.scope,
    min_by(fact_id_in(f.fact_id, r.place_id, r.report_id), {'at': f.char_start, 'id': f.fact_id}) AS fact_id,
    count(*) AS mentions
FROM reading_fact AS f
JOIN shown_report AS r ON r.fact_reading_no = f.reading_no
WHERE f.indicator IS NOT NULL AND f.scope IS DISTINCT FROM 'target'
GROUP BY ALL;
COMMENT ON VIEW indicator_value IS
    'The values that a report states for an indicator, a value told twice being one row. Targets of a plan are left out.';
