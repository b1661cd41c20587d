-- After a set was replaced: what no capture shows any more.

DELETE FROM reading WHERE reading_id NOT IN (SELECT reading_id FROM capture);
DELETE FROM reading_section WHERE reading_id NOT IN (SELECT reading_id FROM reading);
DELETE FROM reading_fact WHERE reading_id NOT IN (SELECT reading_id FROM reading);
DELETE FROM reading_citation WHERE reading_id NOT IN (SELECT reading_id FROM reading);
DELETE FROM reading_table_cell WHERE reading_id NOT IN (SELECT reading_id FROM reading);
