-- The names that a division has borne
SELECT name, valid_from, valid_to FROM division WHERE code = $code ORDER BY valid_from NULLS FIRST
