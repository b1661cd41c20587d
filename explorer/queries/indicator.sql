-- An indicator of the taxonomy
FROM indicator WHERE code = $code
