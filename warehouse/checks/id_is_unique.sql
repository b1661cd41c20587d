-- name: id_is_unique
-- severity: error
-- scope: release
-- remedy: Two rows bear one identifier: look for what stable_id is made of, then replay.
SELECT 'report' AS relation, report_id AS id, count(*) AS copies FROM shown_reading GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT 'place', place_id, count(*) AS copies FROM place GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT 'reading', reading_id::VARCHAR, count(*) AS copies FROM reading GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT 'reading number', reading_no::VARCHAR, count(*) AS copies FROM reading GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT 'snapshot', snapshot_id, count(*) AS copies FROM snapshot GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT 'listing_entry', source_id || ' ' || url, count(*) AS copies FROM listing_entry GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT 'issue', issue_id, count(*) AS copies FROM issue GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT 'indicator', code, count(*) AS copies FROM indicator GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT 'division', concat_ws(' ', code, valid_from), count(*) AS copies FROM division GROUP BY ALL HAVING copies > 1
