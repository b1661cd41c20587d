-- name: capture_has_snapshot
-- severity: error
-- scope: release
-- remedy: The loader must refuse such rows: this is a fault of its. Do not publish; rebuild from the staged sets.
SELECT c.place_id, named AS snapshot_id
FROM (SELECT DISTINCT place_id, unnest([snapshot_id, body_snapshot_id]) AS named FROM capture) AS c
ANTI JOIN snapshot AS s ON s.snapshot_id = c.named
