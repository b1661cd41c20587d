-- name: correction_has_page
-- severity: warning
-- scope: release
-- remedy: No such page was ever read: compare the address with report.url, or wait until it is fetched.
SELECT url, correction_id, column_name, quote
FROM correction
WHERE state = 'page not fetched'
