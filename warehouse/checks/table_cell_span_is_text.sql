-- name: table_cell_span_is_text
-- severity: error
-- scope: reading
-- remedy: A table cell's span is not its text: reading tables counts characters wrongly. Mend it, then replay.
SELECT report_id, table_no, row_no, column_no, text, found
FROM (
    SELECT c.*, substring(r.body_text, c.char_start + 1, c.char_end - c.char_start) AS found
    FROM table_cell AS c
    JOIN report AS r USING (report_id)
)
WHERE char_start < 0 OR found IS DISTINCT FROM text
