-- name: content_has_report
-- severity: error
-- remedy: Sections, facts, citations or cells stand without their report: a fault of the loader. Rebuild from the staged sets.
SELECT relation, reading_id
FROM (
    SELECT DISTINCT 'section' AS relation, reading_id FROM reading_section
    UNION ALL SELECT DISTINCT 'fact', reading_id FROM reading_fact
    UNION ALL SELECT DISTINCT 'citation', reading_id FROM reading_citation
    UNION ALL SELECT DISTINCT 'table_cell', reading_id FROM reading_table_cell
    UNION ALL SELECT DISTINCT 'version', reading_id FROM version_span
) AS content
ANTI JOIN reading USING (reading_id)
