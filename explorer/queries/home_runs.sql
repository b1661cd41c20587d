-- The last nights, and what became of reports in each
WITH recent AS (
    FROM run ORDER BY started_at DESC LIMIT 7
),
seen AS (
    SELECT event, happened_at FROM event WHERE happened_at >= (SELECT min(started_at) FROM recent)
)
SELECT
    r.run_id, r.command, r.state, r.started_at, r.finished_at,
    count(*) FILTER (s.event = 'published') AS published, count(*) FILTER (s.event = 'mirrored') AS mirrored,
    count(*) FILTER (s.event = 'edited') AS edited, count(*) FILTER (s.event = 'withdrawn') AS withdrawn,
    count(*) FILTER (s.event = 'returned') AS returned
FROM recent AS r
LEFT JOIN seen AS s ON s.happened_at BETWEEN r.started_at AND r.finished_at
GROUP BY ALL
ORDER BY r.started_at DESC
