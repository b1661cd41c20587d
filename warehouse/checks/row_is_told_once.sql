-- name: row_is_told_once
-- severity: error
-- scope: reading
-- remedy: A report holds two sections or two facts of one identifier: look for what the identifier is made of, then replay.
SELECT report_id, 'section' AS relation, section_no::VARCHAR AS id, count(*) AS copies
FROM section GROUP BY ALL HAVING copies > 1
UNION ALL
SELECT report_id, 'fact', fact_id, count(*) AS copies
FROM fact GROUP BY ALL HAVING copies > 1
