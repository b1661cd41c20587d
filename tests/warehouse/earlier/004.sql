INSERT INTO reading_section SELECT 1, 1, NULL, 1, '一、', '收到58件', 'achievements', 0, 8;
INSERT INTO reading_fact BY NAME SELECT
    1 AS [key], '[fact_id]' AS fact_id, 1 AS section_no, 'reconsideration.applications_received' AS indicator,
    58 AS value, '件' AS unit, 'eq' AS comparator, false AS is_cumulative, '58件' AS quote, 4 AS char_start,
    7 AS char_end, '[body]' AS sentence, 'count' AS rule;
INSERT INTO reading_citation SELECT 1, '某某条例', NULL, 2, 4;
CREATE VIEW fact AS FROM reading_fact;
