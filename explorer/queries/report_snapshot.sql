-- The archived answer that holds the body of a report
SELECT held.*
FROM report AS r
JOIN snapshot AS shown ON shown.snapshot_id = r.body_snapshot_id
JOIN snapshot AS held ON held.snapshot_id = coalesce(shown.refers_to, shown.snapshot_id)
WHERE r.report_id = $report_id
