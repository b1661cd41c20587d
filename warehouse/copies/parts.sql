-- The parts that the Parquet copies of reports are cut into, and what the rows of each are made of. A part is a year and
-- a run of readings, so that a night's readings come into new parts and leave the others as they are. A hash of a row is
-- hashed again: it is an exclusive or of its columns', and the same change in several rows would add up to nothing.

SELECT
    r.report_year, (v.reading_no - 1) // $readings AS part,
    sum(hash(hash(p.report_id, p.place_id, r.reading_id, v.snapshot_id, c.corrections)))
        FILTER (v.valid_to IS NULL AND p.is_primary) AS content,
    sum(hash(hash(p, v, r.reading_id, a.gone_at, c.corrections))) AS versions
FROM version_span AS v
JOIN place AS p USING (place_id)
JOIN reading AS r USING (reading_no)
LEFT JOIN absence AS a ON a.place_id = v.place_id AND a.returned_at IS NULL
LEFT JOIN (
    SELECT f.reading_no, sum(hash(hash(f, s))) AS corrections
    FROM correction_fit AS f
    JOIN stated_correction AS s USING (correction_id)
    GROUP BY f.reading_no
) AS c USING (reading_no)
GROUP BY r.report_year, part
ORDER BY part, report_year
