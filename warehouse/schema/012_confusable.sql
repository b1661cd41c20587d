-- What an indicator is easily mistaken for; the next load fills it from the taxonomy.

ALTER TABLE indicator ADD COLUMN confusable_with VARCHAR;
