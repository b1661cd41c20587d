INSERT INTO indexed_reading BY NAME
WITH wanted AS (
    SELECT g.reading_no, g.gram
    FROM gram AS g
    JOIN measured AS m USING (reading_no)
    WHERE g.gram < $below OR m.is_whole
),
sample AS (
    SELECT
        reading_no, count(DISTINCT gram) FILTER (gram < $below) AS sampled, list(DISTINCT gram ORDER BY gram) AS kept
    FROM wanted
    GROUP BY reading_no
)
SELECT m.reading_no, m.letters, m.is_whole, coalesce(s.sampled, 0) AS sampled, coalesce(s.kept, []) AS kept
FROM measured AS m
LEFT JOIN sample AS s USING (reading_no)
ORDER BY m.reading_no;
