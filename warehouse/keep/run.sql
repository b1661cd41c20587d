-- What was known of a run when it was last staged.
SELECT run_id, unnest(max({
    'finished_at': finished_at, 'started_at': started_at, 'command': command, 'state': state,
    'extractor_version': extractor_version, 'summary': summary
}))
FROM (
    SELECT * FROM kept_run SEMI JOIN staged_run USING (run_id)
    UNION ALL BY NAME
    SELECT * EXCLUDE (set_no, file_row) FROM staged_run
)
GROUP BY run_id
