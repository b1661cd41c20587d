CREATE OR REPLACE VIEW section AS
SELECT
    v.report_id, s.section_no, s.parent_no, s.level, s.marker, s.heading, s.part, s.char_start, s.char_end,
    v.snapshot_id
FROM reading_section AS s
JOIN shown_reading AS v USING (reading_no);
COMMENT ON VIEW section IS
    'A heading of a report''s newest version and the span that it governs, to the next of its level or above. Spans nest.';

CREATE OR REPLACE VIEW fact AS
SELECT
    fact_id_in(f.fact_id, v.place_id, v.report_id) AS fact_id, v.report_id, f.section_no, f.indicator,
    f.value, f.value_upper, f.unit, f.comparator, f.period_start, f.period_end, f.is_cumulative, f.scope, f.qualifier, f.subject, f.quote,
    f.char_start, f.char_end, f.sentence, f.rule, v.snapshot_id,
    f.correction_id
FROM reading_fact AS f
JOIN shown_reading AS v ON v.fact_reading_no = f.reading_no;
COMMENT ON VIEW fact IS
    'A quantity that a report''s newest version states, of the taxonomy or not. body_text[char_start:char_end] = quote.';

CREATE OR REPLACE VIEW citation AS
SELECT v.report_id, c.title, c.document_number, c.char_start, c.char_end, v.snapshot_id
FROM reading_citation AS c
JOIN shown_reading AS v USING (reading_no);
COMMENT ON VIEW citation IS 'A law or document that a report''s newest version cites.';

CREATE OR REPLACE VIEW table_cell AS
SELECT
    v.report_id, c.table_no, c.row_no, c.column_no, c.is_header, c.header, c.row_header, c.text,
    c.char_start, c.char_end, v.snapshot_id
FROM reading_table_cell AS c
JOIN shown_reading AS v USING (reading_no);
COMMENT ON VIEW table_cell IS
    'A cell that is not empty of a table in a report''s newest version. body_text[char_start:char_end] = text.';
