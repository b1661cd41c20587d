-- name: versions_follow
-- severity: error
-- scope: release
-- remedy: A place's versions leave a gap or overlap: a fault of merge/3_version.sql. Rebuild from the staged sets.
SELECT place_id, version, valid_from, valid_to, follows
FROM (
    SELECT *, lead(valid_from) OVER in_time AS follows, row_number() OVER in_time AS place
    FROM version_span
    WINDOW in_time AS (PARTITION BY place_id ORDER BY version)
)
WHERE valid_to IS DISTINCT FROM follows OR version <> place OR valid_to <= valid_from
    OR last_seen_at NOT BETWEEN valid_from AND coalesce(valid_to, last_seen_at)
