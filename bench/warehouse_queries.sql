-- The ten typical queries, each first as it is asked of a release, then, after `-- plain`, as the least that answers it
-- from the staged Parquet. $division, $province, $year, $report, $stating, $fact, $rare and $common are filled in.

-- query: panel, provinces by year
SELECT issuer, report_year, value, unit, is_conflicting
FROM panel
WHERE indicator = 'reconsideration.applications_received' AND level = 'province'
ORDER BY ALL
-- plain
SELECT r.division_code, r.report_year, f.value
FROM fact AS f
JOIN report AS r USING (report_id, snapshot_id)
WHERE f.indicator = 'reconsideration.applications_received' AND r.level = 'province' AND r.issuer_kind = 'government'
ORDER BY ALL

-- query: a division's indicators, ten years
SELECT report_year, indicator, value, unit FROM indicator_value WHERE division_code = $division ORDER BY ALL
-- plain
SELECT r.report_year, f.indicator, f.value, f.unit
FROM fact AS f
JOIN report AS r USING (report_id, snapshot_id)
WHERE r.division_code = $division AND f.indicator IS NOT NULL
ORDER BY ALL

-- query: coverage of a province and year
SELECT name, level, is_published, reason
FROM coverage
WHERE report_year = $year AND province_code = $province AND issuer_kind = 'government'
ORDER BY ALL
-- plain
SELECT DISTINCT issuer, level
FROM report
WHERE report_year = $year AND starts_with(division_code, left($province, 2)) AND issuer_kind = 'government'
ORDER BY ALL

-- query: coverage of all provinces and years
SELECT province, report_year, level, found, expected FROM coverage_summary ORDER BY ALL
-- plain
SELECT left(division_code, 2) AS province, report_year, level, count(DISTINCT division_code)
FROM report
WHERE issuer_kind = 'government'
GROUP BY ALL ORDER BY ALL

-- query: timeliness, a histogram
SELECT days_from_due // 7 AS week, count(*) FROM timeliness GROUP BY ALL ORDER BY ALL
-- plain
SELECT (published_on - make_date(report_year + 1, 4, 1)) // 7 AS week, count(DISTINCT report_id)
FROM report
GROUP BY ALL ORDER BY ALL

-- query: consistency of a province
SELECT kind, indicator, count(*)
FROM consistency
WHERE starts_with(division_code, left($province, 2))
GROUP BY ALL ORDER BY ALL
-- plain
SELECT p.indicator, count(*)
FROM fact AS p
JOIN fact AS w USING (report_id, snapshot_id)
JOIN report AS r USING (report_id, snapshot_id)
WHERE starts_with(r.division_code, left($province, 2)) AND p.indicator = 'reconsideration.accepted'
    AND w.indicator = 'reconsideration.applications_received' AND p.value > w.value
GROUP BY ALL ORDER BY ALL

-- query: text reuse of a report
SELECT other_report_id, relation, containment FROM text_reuse WHERE report_id = $report ORDER BY containment DESC
-- plain
SELECT o.report_id
FROM report AS o
JOIN report AS r ON o.issuer = r.issuer AND o.report_year = r.report_year - 1
WHERE r.report_id = $report

-- query: search, a rare word
SELECT * FROM search($rare)
-- plain
SELECT report_id, title FROM report WHERE contains(body_text, $rare) ORDER BY ALL LIMIT 20

-- query: search, a common word
SELECT * FROM search($common)
-- plain
SELECT report_id, title FROM report WHERE contains(body_text, $common) ORDER BY ALL LIMIT 20

-- query: a fact with its context
SELECT * FROM fact_context WHERE report_id = $stating AND fact_id = $fact
-- plain
SELECT f.*, r.title, r.url
FROM fact AS f
JOIN report AS r USING (report_id, snapshot_id)
WHERE f.fact_id = $fact
