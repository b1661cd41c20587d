-- After a set was replaced: what no capture shows any more.

DELETE FROM reading WHERE reading_no NOT IN (SELECT reading_no FROM capture);
DELETE FROM reading_section WHERE reading_no NOT IN (SELECT reading_no FROM reading);
DELETE FROM reading_fact WHERE reading_no NOT IN (SELECT reading_no FROM reading);
DELETE FROM reading_citation WHERE reading_no NOT IN (SELECT reading_no FROM reading);
DELETE FROM reading_table_cell WHERE reading_no NOT IN (SELECT reading_no FROM reading);

-- Numbers may be given again: the checks begin with the first reading.
DELETE FROM check_state;
