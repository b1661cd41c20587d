-- A division is expected where a source collects it or its government has ever published; every year between the first
-- and the last report of the warehouse counts, as far as the division existed in it.

CREATE OR REPLACE VIEW coverage AS
WITH government AS (
    SELECT division_code, report_year, report_id, published_on
    FROM report
    WHERE kind = 'report' AND issuer_kind IN ('government', 'joint') AND division_code IS NOT NULL
),
collected AS (
    SELECT division_code AS code FROM source WHERE division_code IS NOT NULL
    UNION
    SELECT division_code FROM government
),
span AS (
    SELECT unnest(range(min(report_year), max(report_year) + 1))::INTEGER AS report_year FROM report
),
expected AS (
    SELECT c.code, d.name, d.level, d.parent_code, s.report_year
    FROM collected AS c
    CROSS JOIN span AS s
    LEFT JOIN division AS d
        ON d.code = c.code
        AND coalesce(year(d.valid_from), s.report_year) <= s.report_year
        AND coalesce(year(d.valid_to), s.report_year) >= s.report_year
    WHERE d.code IS NOT NULL OR c.code NOT IN (SELECT code FROM division)
    QUALIFY row_number() OVER (PARTITION BY c.code, s.report_year ORDER BY d.valid_from DESC NULLS LAST) = 1
),
found AS (
    SELECT
        division_code AS code, report_year, count(*) AS reports,
        arg_min(report_id, {'on': published_on, 'id': report_id}) AS report_id
    FROM government
    GROUP BY division_code, report_year
),
unread AS (
    -- Entries of a year whose page is no report of the warehouse. The year is the title's, else the one before its date.
    SELECT
        s.division_code AS code,
        coalesce(
            try_cast(regexp_extract(translate(e.title, '〇○零一二三四五六七八九', '000123456789'), '20\d\d') AS INTEGER),
            year(e.listed_on) - 1
        ) AS report_year,
        list(i.code) AS issues
    FROM listing_entry AS e
    JOIN source AS s USING (source_id)
    LEFT JOIN issue AS i ON i.url = e.url
    WHERE e.url NOT IN (SELECT url FROM reading) AND (e.verdict = 'report' OR i.code LIKE 'fetch.%')
    GROUP BY ALL
),
gap AS (
    SELECT code, report_year, list_distinct(flatten(list(issues))) AS issues FROM unread GROUP BY code, report_year
)
SELECT
    e.code AS division_code, e.name, e.level, e.parent_code, e.report_year,
    f.report_id IS NOT NULL AS is_published,
    CASE
        WHEN f.report_id IS NOT NULL THEN NULL
        WHEN g.code IS NULL THEN 'no entry'
        WHEN list_contains(g.issues, 'fetch.gone') THEN 'gone'
        WHEN list_contains(g.issues, 'fetch.refused') OR list_contains(g.issues, 'listing.host_refused') THEN 'refused'
        WHEN list_contains(g.issues, 'fetch.failed') THEN 'unreachable'
        ELSE 'unreadable'
    END AS reason,
    f.report_id, coalesce(f.reports, 0) AS reports
FROM expected AS e
LEFT JOIN found AS f USING (code, report_year)
LEFT JOIN gap AS g USING (code, report_year);
COMMENT ON VIEW coverage IS
    'Whether the government of each expected division has published its report of a year, and if not, what is known of why.';
