-- name: indicator_is_known
-- severity: error
-- scope: reading
-- remedy: A fact names an indicator that the taxonomy does not have: correct the rule or add the indicator.
SELECT report_id, rule, quote, indicator
FROM fact
WHERE indicator NOT IN (SELECT code FROM indicator)
