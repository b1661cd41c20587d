-- name: fact_section_exists
-- severity: error
-- remedy: A fact names a section that its report does not have, or that does not hold it. Mend the outline, then replay.
SELECT f.reading_id, f.fact_id, f.section_no, f.char_start, f.char_end, s.char_start AS section_start, s.char_end AS section_end
FROM reading_fact AS f
LEFT JOIN reading_section AS s USING (reading_id, section_no)
WHERE s.section_no IS NULL OR f.char_start < s.char_start OR f.char_start >= s.char_end
