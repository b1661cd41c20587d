-- What became of reports lately
SELECT e.happened_at, e.event, e.report_id, r.issuer, r.report_year, r.title, r.division_code
FROM (FROM event ORDER BY happened_at DESC, report_id LIMIT 12) AS e
JOIN report AS r USING (report_id)
ORDER BY e.happened_at DESC, e.report_id
