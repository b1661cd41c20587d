-- name: indicator_is_known
-- severity: error
-- remedy: A fact names an indicator that the taxonomy does not have: correct the rule or add the indicator.
SELECT fact_id, report_id, indicator
FROM fact
WHERE indicator NOT IN (SELECT code FROM indicator)
