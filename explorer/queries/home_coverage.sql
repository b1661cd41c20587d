-- Coverage of governments by province and year; a row without a province is all of them together
SELECT
    province_code, province, report_year,
    sum(expected)::BIGINT AS expected, sum(collected)::BIGINT AS collected, sum(found)::BIGINT AS found,
    sum(not_collected)::BIGINT AS not_collected, sum(no_entry)::BIGINT AS no_entry, sum(gone)::BIGINT AS gone,
    sum(refused)::BIGINT AS refused, sum(unreachable)::BIGINT AS unreachable, sum(unreadable)::BIGINT AS unreadable
FROM coverage_summary
WHERE issuer_kind = 'government' AND ($level IS NULL OR level = $level)
GROUP BY GROUPING SETS ((province_code, province, report_year), (report_year))
ORDER BY province_code NULLS FIRST, report_year
