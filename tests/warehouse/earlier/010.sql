INSERT INTO stated_correction BY NAME SELECT
    'elsewhere' AS correction_id, 'http://portal.test/other.html' AS url, 'title' AS column_name, 't' AS old_value,
    'u' AS new_value, 'The page has a slip.' AS reason, 'http://portal.test/notice.html' AS evidence,
    DATE '2024-05-01' AS corrected_on;
