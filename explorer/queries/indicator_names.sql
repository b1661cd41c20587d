-- The names of some indicators
SELECT code, zh, en, definition FROM indicator WHERE list_contains($codes, code) ORDER BY code
