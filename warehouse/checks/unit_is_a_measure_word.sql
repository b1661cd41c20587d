-- name: unit_is_a_measure_word
-- severity: warning
-- scope: reading
-- remedy: A unit is a measure word in Chinese characters, a percent sign or rank: see whether the rule cut it rightly.
SELECT report_id, rule, quote, unit
FROM fact
WHERE NOT regexp_full_match(unit, '[\p{Han}/]{1,8}|[%‰]|rank')
