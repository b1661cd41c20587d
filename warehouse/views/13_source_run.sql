CREATE OR REPLACE VIEW source_run AS
SELECT
    s.source_id, r.run_id, r.started_at, s.taken + s.refused AS entries, s.error,
    s.error IS NULL AND s.taken + s.refused > 0 AS is_good, coalesce(s.whole, true) AS is_whole
FROM (
    SELECT run_id, started_at, unnest(from_json(summary -> 'collect', '[{
        "source_id": "VARCHAR", "taken": "BIGINT", "refused": "BIGINT", "error": "VARCHAR", "not_due": "VARCHAR",
        "whole": "BOOLEAN"
    }]')) AS s
    FROM run
) AS r
WHERE s.not_due IS NULL;
COMMENT ON VIEW source_run IS
    'A run that asked a source, and how many entries its listings had. Nights on which it was not due are left out.';

CREATE OR REPLACE VIEW source_monitor AS
WITH rule AS (
    SELECT
        0.9 AS least,                -- of the entries before: portals move some; a page that is lost takes ten
        2 AS few,                    -- entries that a small listing may lose all the same
        1.5 AS most,                 -- of the entries before: in March departments publish by the dozen, …
        30 AS many,                  -- … so growth up to so many entries is a good month, not another column
        2 AS patience,               -- times its usual gap that a source may stay away: one bad night is an outage
        3 AS history,                -- good runs from which a usual gap can be told: two gaps
        INTERVAL 36 HOURS AS floor   -- within so long nobody is late, however close together runs were before
),
good AS (
    SELECT
        source_id, run_id, started_at, entries,
        started_at - lag(started_at) OVER (PARTITION BY source_id ORDER BY started_at) AS gap
    FROM source_run
    WHERE is_good
),
rhythm AS (
    SELECT
        source_id, count(*) AS good_runs, max(started_at) AS last_good_at, quantile_disc(gap, 0.5) AS usual_gap
    FROM good
    GROUP BY source_id
),
walk AS (
    SELECT
        source_id, entries, lag(entries) OVER in_time AS entries_before,
        row_number() OVER (PARTITION BY source_id ORDER BY started_at DESC) AS age
    FROM source_run
    WHERE is_good AND is_whole
    WINDOW in_time AS (PARTITION BY source_id ORDER BY started_at)
),
now AS (
    SELECT max(started_at) AS now FROM source_run
)
SELECT
    s.source_id, s.publisher, w.entries, w.entries_before,
    h.last_good_at, h.usual_gap, coalesce(h.good_runs, 0) AS good_runs,
    CASE
        WHEN w.entries_before IS NULL THEN 'no history'
        WHEN w.entries < w.entries_before * rule.least AND w.entries_before - w.entries > rule.few THEN 'shrunk'
        WHEN w.entries > w.entries_before * rule.most AND w.entries - w.entries_before > rule.many THEN 'grown'
        ELSE 'steady'
    END AS size_state,
    CASE
        WHEN h.good_runs IS NULL OR h.good_runs < rule.history THEN 'no history'
        WHEN now.now - h.last_good_at > greatest(h.usual_gap * rule.patience, rule.floor) THEN 'late'
        ELSE 'on time'
    END AS cadence_state
FROM rule, now, source AS s
LEFT JOIN rhythm AS h USING (source_id)
LEFT JOIN (FROM walk WHERE age = 1) AS w USING (source_id);
COMMENT ON VIEW source_monitor IS
    'Each source against its own history: the entries of its newest good run, and how long ago that was.';
