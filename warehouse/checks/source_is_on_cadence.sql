-- name: source_is_on_cadence
-- severity: warning
-- scope: release
-- remedy: Not collected for twice its usual gap: see its issues, or take its file away if it is retired.
SELECT source_id, publisher, last_good_at, usual_gap, good_runs
FROM source_monitor
WHERE cadence_state = 'late'
