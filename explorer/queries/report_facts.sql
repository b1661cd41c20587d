-- The quantities that a report states, in the order of its text; body_text[char_start:char_end] is the quote
SELECT
    fact_id, indicator, value, value_upper, unit, comparator, period_start, period_end, is_cumulative, scope, qualifier,
    subject, quote, char_start, char_end, sentence, rule
FROM fact
WHERE report_id = $report_id
ORDER BY char_start, char_end, fact_id
