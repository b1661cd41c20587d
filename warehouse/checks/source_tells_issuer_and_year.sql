-- name: source_tells_issuer_and_year
-- severity: warning
-- scope: release
-- remedy: A tenth of a source's reports or more are in no series. Open some: does its publisher or division need stating?
SELECT
    source_id, count(*) AS reports, count_if(issuer IS NULL) AS without_issuer, count_if(report_year IS NULL) AS without_year
FROM report
WHERE kind = 'report'
GROUP BY source_id
-- Of fewer than five reports one is a fifth, and is told by itself: see report_has_issuer_and_year.
HAVING reports >= 5 AND count_if(issuer IS NULL OR report_year IS NULL) >= reports / 10
