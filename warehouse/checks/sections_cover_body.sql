-- name: sections_cover_body
-- severity: error
-- remedy: A report's sections leave a gap, cross each other, or pass the end of its body. Mend the outline, then replay.
WITH placed AS (  -- in order, a section lies inside the one before it or begins where that one ends
    SELECT
        s.reading_id, s.section_no, s.char_start, s.char_end,
        lag(s.char_start) OVER in_order AS before_start,
        lag(s.char_end) OVER in_order AS before_end,
        max(s.char_end) OVER (PARTITION BY s.reading_id) AS last_end,
        length(r.body_text) AS body_length
    FROM reading_section AS s
    JOIN reading AS r USING (reading_id)
    WINDOW in_order AS (PARTITION BY s.reading_id ORDER BY s.char_start, s.section_no)
)
SELECT reading_id, section_no, char_start, char_end, before_start, before_end, body_length
FROM placed
WHERE char_end > body_length
    OR last_end <> body_length
    OR (before_start IS NULL AND char_start <> 0)
    OR (before_start IS NOT NULL
        AND NOT (char_start > before_start AND char_end <= before_end)
        AND char_start <> before_end)
UNION ALL BY NAME
SELECT reading_id, length(body_text) AS body_length
FROM reading
WHERE body_text <> '' AND reading_id NOT IN (SELECT reading_id FROM reading_section)
