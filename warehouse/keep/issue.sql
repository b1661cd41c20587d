-- As it was last raised, and when it was first.
SELECT issue_id, min(first_seen_at) AS first_seen_at, unnest(max({
    'last_seen_at': last_seen_at, 'run_id': run_id, 'code': code, 'severity': severity, 'source_id': source_id,
    'url': url, 'report_id': report_id, 'message': message, 'remedy': remedy
}))
FROM (
    SELECT * FROM kept_issue SEMI JOIN staged_issue USING (issue_id)
    UNION ALL BY NAME
    SELECT * EXCLUDE (set_no, file_row, seen_at), seen_at AS first_seen_at, seen_at AS last_seen_at FROM staged_issue
)
GROUP BY issue_id
