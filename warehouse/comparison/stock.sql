-- The stocks of the readings $first to $last that are stated once and of the whole.

INSERT INTO reading_stock BY NAME
SELECT f.reading_no, f.indicator, any_value(f.fact_id) AS fact_id, any_value(f.value) AS value,
    any_value(f.sentence) AS sentence
FROM reading_fact AS f
JOIN indicator AS i ON i.code = f.indicator
WHERE f.reading_no BETWEEN $first AND $last AND i.kind = 'stock' AND f.qualifier IS NULL
    AND f.comparator = 'eq' AND f.value_upper IS NULL AND NOT f.is_cumulative AND f.scope IS DISTINCT FROM 'target'
GROUP BY f.reading_no, f.indicator
HAVING count(*) = 1
ORDER BY f.reading_no;
