-- The years in which a division stood, to the last that a report is about
SELECT year
FROM division_year
WHERE code = $code AND year <= (SELECT max(report_year) FROM report WHERE kind = 'report')
ORDER BY year
