-- The gaps of a place, year and level by reason
SELECT reason, is_collected, count(*) AS gaps
FROM coverage
WHERE NOT is_published
    AND ($province IS NULL OR province_code = $province)
    AND ($year IS NULL OR report_year = $year)
    AND ($level IS NULL OR level = $level)
GROUP BY reason, is_collected
ORDER BY is_collected DESC, gaps DESC, reason
