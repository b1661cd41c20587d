INSERT INTO reading_table_cell SELECT 1, 1, 1, 1, false, '', '', '58件', 4, 7;
