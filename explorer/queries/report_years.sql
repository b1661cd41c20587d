-- The years that reports are of
SELECT DISTINCT report_year AS year FROM report WHERE report_year IS NOT NULL ORDER BY year DESC
