-- name: citation_span_in_body
-- severity: error
-- remedy: A citation's span lies outside its report's body: its rule counts characters wrongly. Mend it, then replay.
SELECT r.place_id, c.title, c.document_number, c.char_start, c.char_end, length(r.body_text) AS body_length
FROM reading_citation AS c
JOIN reading AS r USING (reading_id)
WHERE c.char_start < 0 OR c.char_end <= c.char_start OR c.char_end > length(r.body_text)
