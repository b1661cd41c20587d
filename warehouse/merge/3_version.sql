-- Versions of the places that the staged sets tell something of, computed anew from all captures and revisits.
-- `touched` (place_id) and `old_span` (their rows of version_span before this load) are made by the caller.

DELETE FROM version_span WHERE place_id IN (SELECT place_id FROM touched);

INSERT INTO version_span BY NAME
WITH shown AS (
    -- One reading a snapshot: should two sets hold one snapshot, the newer extractor's.
    SELECT c.*, r.reading_id, r.content_id, s.fetched_at, coalesce(s.refers_to, s.snapshot_id) AS payload_id
    FROM capture AS c
    JOIN touched USING (place_id)
    JOIN snapshot AS s USING (snapshot_id)
    JOIN reading AS r USING (reading_no)
    QUALIFY row_number() OVER (
        PARTITION BY c.place_id, c.snapshot_id ORDER BY c.extractor_version DESC, r.reading_id
    ) = 1
),
revisit AS (
    -- Fetches that gave the same bytes, and that the extractor had no need to read again.
    SELECT s.refers_to AS payload_id, s.fetched_at
    FROM snapshot AS s
    SEMI JOIN shown ON shown.payload_id = s.refers_to
    ANTI JOIN shown AS read ON read.snapshot_id = s.snapshot_id
),
sighting AS (
    SELECT place_id, fetched_at, snapshot_id, body_snapshot_id, source_id, extractor_version, reading_no, content_id
    FROM shown
    UNION ALL BY NAME
    SELECT c.place_id, r.fetched_at, c.reading_no, c.content_id
    FROM revisit AS r
    ASOF JOIN shown AS c ON r.payload_id = c.payload_id AND r.fetched_at >= c.fetched_at
),
marked AS (
    SELECT *, content_id IS DISTINCT FROM lag(content_id) OVER in_time AS is_new
    FROM sighting
    WINDOW in_time AS (PARTITION BY place_id ORDER BY fetched_at, snapshot_id)
),
numbered AS (
    SELECT *, count_if(is_new) OVER in_time AS version
    FROM marked
    WINDOW in_time AS (PARTITION BY place_id ORDER BY fetched_at, snapshot_id)
),
island AS (
    -- The newest reading stands for the version, and the first snapshot that showed it so.
    SELECT
        place_id, version,
        min(fetched_at) AS valid_from,
        max(fetched_at) AS last_seen_at,
        arg_max(reading_no, {'at': fetched_at, 'id': snapshot_id}) AS reading_no
    FROM numbered
    GROUP BY place_id, version
),
first_capture AS (
    SELECT n.place_id, n.version, n.snapshot_id, n.body_snapshot_id, n.source_id, n.extractor_version
    FROM numbered AS n
    JOIN island AS i USING (place_id, version, reading_no)
    WHERE n.snapshot_id IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY n.place_id, n.version ORDER BY n.fetched_at, n.snapshot_id
    ) = 1
)
SELECT
    i.place_id, i.version::INTEGER AS version, i.reading_no,
    f.snapshot_id, f.body_snapshot_id, f.source_id, f.extractor_version,
    i.valid_from,
    lead(i.valid_from) OVER (PARTITION BY i.place_id ORDER BY i.version) AS valid_to,
    min(i.valid_from) OVER (PARTITION BY i.place_id) AS first_seen_at,
    i.last_seen_at
FROM island AS i
JOIN first_capture AS f USING (place_id, version);
