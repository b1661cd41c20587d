-- name: fact_span_is_quote
-- severity: error
-- scope: reading
-- remedy: A fact's span is not its quote: the rule that it names counts characters wrongly. Mend it, then replay.
SELECT report_id, rule, quote, found, char_start
FROM (
    -- substring, since a slice of a text takes twice its time
    SELECT f.*, substring(r.body_text, f.char_start + 1, f.char_end - f.char_start) AS found
    FROM fact AS f
    JOIN report AS r USING (report_id)
)
WHERE char_start < 0 OR char_end <= char_start OR found <> quote
