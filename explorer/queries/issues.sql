-- Issues that still stand, worst first
SELECT
    i.severity, i.code, i.source_id, i.url, i.report_id, r.title, i.message, i.remedy, i.first_seen_at, i.last_seen_at
FROM open_issue AS i
LEFT JOIN report AS r USING (report_id)
WHERE ($severity IS NULL OR i.severity = $severity)
    AND ($code IS NULL OR i.code = $code)
    AND ($source IS NULL OR i.source_id = $source)
ORDER BY list_position(['error', 'warning', 'info'], i.severity), i.code, i.source_id, i.url, i.message
