-- name: citation_span_in_body
-- severity: error
-- scope: reading
-- remedy: A citation's span lies outside its report's body: its rule counts characters wrongly. Mend it, then replay.
SELECT report_id, title, document_number, char_start, char_end, body_length
FROM citation
JOIN (SELECT report_id, length(body_text) AS body_length FROM report) USING (report_id)
WHERE char_start < 0 OR char_end <= char_start OR char_end > body_length
