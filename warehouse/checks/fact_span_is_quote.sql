-- name: fact_span_is_quote
-- severity: error
-- remedy: A fact's span is not its quote: the rule that it names counts characters wrongly. Mend it, then replay.
SELECT r.place_id, f.fact_id, f.rule, f.quote, r.body_text[f.char_start + 1:f.char_end] AS found
FROM reading_fact AS f
JOIN reading AS r USING (reading_id)
WHERE f.char_start < 0 OR f.char_end <= f.char_start OR f.char_end > length(r.body_text)
    OR r.body_text[f.char_start + 1:f.char_end] <> f.quote
