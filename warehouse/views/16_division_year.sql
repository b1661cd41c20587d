-- The lists know of a change by their editions, so a division can report on a year for which they do not have it yet, or
-- no more: such a year is added, lest its report join nothing.

CREATE OR REPLACE VIEW year_span AS
SELECT
    min(report_year) FILTER (kind = 'report') AS first_year,
    max(report_year) FILTER (kind = 'report') AS last_report_year,
    greatest(last_report_year, (SELECT max(year(fetched_at)) FROM snapshot))::INTEGER AS last_year
FROM reading;
COMMENT ON VIEW year_span IS
    'Internal. The years that the warehouse speaks of, from the first that a report is about to that of the last fetch.';

CREATE OR REPLACE VIEW division_term AS
SELECT
    *, coalesce(year(valid_from), 0)::INTEGER AS first_year,
    coalesce(lead(first_year) OVER in_time - 1, 9999)::INTEGER AS until_year,
    least(coalesce(year(valid_to - 1), 9999), until_year)::INTEGER AS last_year,
    CASE WHEN lag(code) OVER in_time IS NULL THEN 0 ELSE first_year END::INTEGER AS since_year
FROM division
WINDOW in_time AS (PARTITION BY code ORDER BY valid_from NULLS FIRST);
COMMENT ON VIEW division_term IS
    'Internal. A row of division with the years in which it stood, and those for which it is the nearest row of its code.';

CREATE OR REPLACE VIEW division_year AS
WITH placed AS (
    SELECT
        d.*, unnest(range(greatest(d.first_year, s.first_year), least(d.last_year, s.last_year) + 1))::INTEGER AS year
    FROM division_term AS d, year_span AS s
    -- Without a report there is no span, and the bounds of a division alone are all years that can be written.
    WHERE s.first_year IS NOT NULL
    UNION ALL
    SELECT d.*, r.report_year
    FROM division_term AS d
    JOIN (SELECT DISTINCT division_code, report_year FROM reading) AS r
        ON r.division_code = d.code
        AND r.report_year BETWEEN d.since_year AND d.until_year
        AND r.report_year NOT BETWEEN d.first_year AND d.last_year
)
-- What a division lies in can be read off its code (GB/T 2260): two digits for the province, four, six.
SELECT
    d.code, d.year, d.name, d.level, d.parent_code,
    province.code AS province_code, province.name AS province,
    prefecture.code AS prefecture_code, prefecture.name AS prefecture, county.code AS county_code, county.name AS county,
    concat(province.name, prefecture.name, county.name, CASE WHEN d.level = 'township' THEN d.name END) AS full_name,
    coalesce(d.valid_from <= make_date(d.year, 12, 31), true)
        AND coalesce(d.valid_to > make_date(d.year, 12, 31), true) AS stood_at_end
FROM placed AS d
LEFT JOIN division_term AS province
    ON province.code = d.code[:2] || '0000' AND d.year BETWEEN province.since_year AND province.until_year
LEFT JOIN division_term AS prefecture
    ON prefecture.code = d.code[:4] || '00' AND prefecture.level = 'prefecture'
    AND d.year BETWEEN prefecture.since_year AND prefecture.until_year
LEFT JOIN division_term AS county
    ON county.code = d.code[:6] AND county.level = 'county'
    AND d.year BETWEEN county.since_year AND county.until_year;
COMMENT ON VIEW division_year IS
    'A division as it was in a year, one row a code and year: join a report by (division_code, report_year) = (code, year).';
