-- Reports that have all the words, best first, each with a hit in its sentence
SELECT
    f.report_id, f.title, f.issuer, r.level, f.report_year, f.division_code, r.published_on, f.hits, f.snippet,
    f.heading, f.found_in, f.score
FROM search($words, $most, year := $year, division := left($province, 2)) AS f
JOIN report AS r USING (report_id)
WHERE $level IS NULL OR r.level = $level
ORDER BY f.score DESC, f.report_id
