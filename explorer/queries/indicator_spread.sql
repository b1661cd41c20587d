-- How an indicator's values are distributed, by level and year; those in another unit left out
SELECT
    level, report_year, count(*) AS divisions, min(value) AS least, quantile_cont(value, 0.25) AS quarter,
    median(value) AS median, quantile_cont(value, 0.75) AS three_quarters, max(value) AS most
FROM panel
WHERE indicator = $code AND unit_fits
GROUP BY level, report_year
ORDER BY list_position(['province', 'prefecture', 'county', 'township'], level), report_year
