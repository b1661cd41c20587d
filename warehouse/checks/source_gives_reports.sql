-- name: source_gives_reports
-- severity: warning
-- scope: release
-- remedy: A source lists reports and gives none: open a page that it lists, and see the issues of its pages.
SELECT source_id, count(*) AS entries_taken, min(first_seen_at)::DATE AS listed_since
FROM listing_entry
WHERE verdict = 'report'
GROUP BY source_id
HAVING source_id NOT IN (SELECT source_id FROM version_span)
