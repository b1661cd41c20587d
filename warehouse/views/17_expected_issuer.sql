-- Who must publish. The outline of 2015 asks it of governments from the county up and of their departments, for 2015
-- first; the regulation of 2019 on inspections asks it of governments of every level. Which divisions stood is known,
-- which departments a government had is not: a department is expected from the year of the first report that we have of
-- it, or from the first of all where a source is its own portal. One that a reform merged stays: a gap to be looked at.

CREATE OR REPLACE VIEW expected_issuer AS
WITH duty AS (
    SELECT 2015 AS first_year, 2019 AS first_year_of_townships
),
portal AS (
    SELECT division_code, publisher, regexp_matches(publisher, '(政府|公署|办事处|委员会|管委会)$') AS is_government
    FROM source
    WHERE division_code IS NOT NULL
),
seen AS (
    -- A report of a government and its party committee is the government's.
    SELECT
        division_code, report_year, issuer_kind, issuer, issuer_kind IN ('government', 'joint') AS is_government
    FROM shown_report
    WHERE kind = 'report' AND division_code IS NOT NULL AND report_year IS NOT NULL
),
standing AS (
    SELECT
        y.*, y.stood_at_end AND y.year >= CASE y.level
            WHEN 'township' THEN d.first_year_of_townships ELSE d.first_year
        END AS is_due,
        CASE
            WHEN y.level = 'county' AND y.code[5] = '7' THEN '管理委员会'
            WHEN y.level = 'township' AND regexp_matches(y.name, '(街道|地区)$') THEN '办事处'
            WHEN y.level = 'township' AND NOT regexp_matches(y.name, '(镇|乡|苏木)$') THEN '管理委员会'
            WHEN y.level = 'prefecture' AND regexp_matches(y.name, '(盟|地区)$') THEN '行政公署'
            ELSE '人民政府'
        END AS organ,
        CASE WHEN y.county LIKE '%区' AND y.code[5] <> '7' THEN coalesce(y.prefecture, y.province) END AS city
    FROM division_year AS y, duty AS d, year_span AS s
    -- Taiwan, Hong Kong and Macao are not asked.
    WHERE y.year <= s.last_report_year AND y.code[:2] NOT IN ('71', '81', '82')
),
reported AS (
    SELECT DISTINCT division_code, report_year FROM seen WHERE is_government
),
government AS (
    SELECT
        s.year AS report_year, s.code AS division_code, 'government' AS issuer_kind,
        concat(s.city, CASE WHEN s.level = 'township' THEN s.county END, s.name, s.organ) AS issuer,
        CASE
            WHEN NOT s.is_due THEN 'published'
            WHEN s.organ = '人民政府' THEN 'government'
            ELSE 'office'
        END AS basis,
        s.code IN (SELECT division_code FROM portal UNION SELECT division_code FROM reported) AS is_collected
    FROM standing AS s
    LEFT JOIN reported AS r ON r.division_code = s.code AND r.report_year = s.year
    WHERE s.is_due OR r.report_year IS NOT NULL
),
body AS (
    SELECT
        division_code, issuer, max(issuer_kind) AS issuer_kind, min(first_year) AS first_year, min(basis) AS basis
    FROM (
        SELECT division_code, issuer, issuer_kind, report_year AS first_year, 'published' AS basis
        FROM seen
        WHERE NOT is_government AND issuer IS NOT NULL
        UNION ALL
        SELECT p.division_code, p.publisher, 'department', d.first_year, 'source'
        FROM portal AS p, duty AS d
        WHERE NOT p.is_government
    )
    GROUP BY division_code, issuer
)
SELECT * FROM government
UNION ALL BY NAME
SELECT s.year AS report_year, s.code AS division_code, b.issuer_kind, b.issuer, b.basis, true AS is_collected
FROM body AS b
JOIN standing AS s ON s.code = b.division_code AND s.year >= b.first_year;
COMMENT ON VIEW expected_issuer IS
    'Who is expected to publish a report on a year, and why: the denominator of coverage.';
