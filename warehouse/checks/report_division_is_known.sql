-- name: report_division_is_known
-- severity: warning
-- scope: release
-- remedy: The report names a division that the gazetteer does not have: add it to DATA/divisions.tsv, or correct the code.
SELECT report_id, source_id, url, issuer, division_code
FROM report
WHERE division_code NOT IN (SELECT code FROM division)
