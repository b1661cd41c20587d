-- name: fact_words_are_known
-- severity: error
-- scope: reading
-- remedy: A comparator is one of four words, a range's upper end lies above its value. Mend the rule, then replay.
SELECT report_id, rule, quote, comparator, value, value_upper
FROM fact
WHERE comparator NOT IN ('eq', 'at_least', 'at_most', 'approx') OR value_upper < value
