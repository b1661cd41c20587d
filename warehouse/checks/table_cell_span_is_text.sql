-- name: table_cell_span_is_text
-- severity: error
-- remedy: A table cell's span is not its text: reading tables counts characters wrongly. Mend it, then replay.
SELECT r.place_id, c.table_no, c.row_no, c.column_no, c.text, r.body_text[c.char_start + 1:c.char_end] AS found
FROM reading_table_cell AS c
JOIN reading AS r USING (reading_id)
WHERE c.char_start < 0 OR r.body_text[c.char_start + 1:c.char_end] IS DISTINCT FROM c.text
