-- name: sections_cover_body
-- severity: error
-- scope: reading
-- remedy: A report's sections leave a gap, cross each other, or pass the end of its body. Mend the outline, then replay.
WITH body AS (
    SELECT report_id, length(body_text) AS body_length FROM report
),
placed AS (  -- in order, a section lies inside the one before it or begins where that one ends
    SELECT
        report_id, section_no, char_start, char_end, body_length,
        lag(char_start) OVER in_order AS before_start,
        lag(char_end) OVER in_order AS before_end,
        max(char_end) OVER (PARTITION BY report_id) AS last_end
    FROM section
    JOIN body USING (report_id)
    WINDOW in_order AS (PARTITION BY report_id ORDER BY char_start, section_no)
)
SELECT report_id, section_no, char_start, char_end, before_start, before_end, body_length
FROM placed
WHERE char_end > body_length
    OR last_end <> body_length
    OR (before_start IS NULL AND char_start <> 0)
    OR (before_start IS NOT NULL
        AND NOT (char_start > before_start AND char_end <= before_end)
        AND char_start <> before_end)
UNION ALL BY NAME
SELECT report_id, body_length
FROM body
ANTI JOIN section USING (report_id)
WHERE body_length > 0
