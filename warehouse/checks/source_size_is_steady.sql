-- name: source_size_is_steady
-- severity: warning
-- scope: release
-- remedy: Open the listing. Fewer entries: a page no longer turns, or a column moved. Many more: another column.
SELECT source_id, publisher, size_state, entries, entries_before
FROM source_monitor
WHERE size_state IN ('shrunk', 'grown')
