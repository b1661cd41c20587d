-- name: content_has_reading
-- severity: error
-- scope: reading
-- remedy: Sections, facts, citations or cells stand without their report: a fault of the loader. Rebuild from the staged sets.
SELECT reading_no::VARCHAR AS report_id, relation
FROM (
    SELECT DISTINCT 'section' AS relation, reading_no FROM reading_section
    UNION ALL SELECT DISTINCT 'fact', abs(reading_no) FROM reading_fact
    UNION ALL SELECT DISTINCT 'citation', reading_no FROM reading_citation
    UNION ALL SELECT DISTINCT 'table_cell', reading_no FROM reading_table_cell
) AS content
ANTI JOIN reading USING (reading_no)
