-- name: rate_is_a_percentage
-- severity: warning
-- scope: reading
-- remedy: A rate of the taxonomy lies between 0 and 100. Read the sentence: is it a growth rate, or a slip of the report?
SELECT f.report_id, f.indicator, f.value, f.sentence
FROM fact AS f
JOIN indicator AS i ON i.code = f.indicator
WHERE i.kind = 'rate' AND f.unit = '%' AND f.value NOT BETWEEN 0 AND 100
