-- name: fact_section_exists
-- severity: error
-- scope: reading
-- remedy: A fact names a section that its report does not have, or that does not hold it. Mend the outline, then replay.
SELECT report_id, f.rule, f.quote, f.section_no, f.char_start, s.char_start AS section_start, s.char_end AS section_end
FROM fact AS f
LEFT JOIN section AS s USING (report_id, section_no)
WHERE s.section_no IS NULL OR f.char_start < s.char_start OR f.char_start >= s.char_end
