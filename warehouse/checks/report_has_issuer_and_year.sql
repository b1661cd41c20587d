-- name: report_has_issuer_and_year
-- severity: warning
-- scope: reading
-- remedy: Such a report is in no series. Look at its title and opening; the issue queue says what was found there.
SELECT report_id, title, issuer, report_year
FROM report
WHERE kind = 'report' AND (issuer IS NULL OR report_year IS NULL)
