-- name: fact_words_are_known
-- severity: error
-- remedy: A comparator is one of four words, a range's upper end lies above its value. Mend the rule, then replay.
SELECT fact_id, report_id, rule, comparator, value, value_upper
FROM fact
WHERE comparator NOT IN ('eq', 'at_least', 'at_most', 'approx') OR value_upper < value
