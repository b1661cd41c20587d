-- Issues that still stand, by severity, code and source
SELECT severity, code, source_id, count(*) AS issues
FROM open_issue
GROUP BY severity, code, source_id
ORDER BY list_position(['error', 'warning', 'info'], severity), code, source_id
