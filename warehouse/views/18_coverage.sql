CREATE OR REPLACE VIEW coverage AS
WITH found AS (
    SELECT
        division_code, report_year, CASE WHEN issuer_kind IN ('government', 'joint') THEN '' ELSE issuer END AS body,
        count(*) AS reports, arg_min(report_id, {'on': published_on, 'id': report_id}) AS report_id
    FROM shown_report
    WHERE kind = 'report' AND division_code IS NOT NULL AND report_year IS NOT NULL
    GROUP BY ALL
),
unread AS (
    -- Entries of a year whose page is no report of the warehouse. The year is the title's, else the one before its date.
    SELECT
        s.division_code,
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
    SELECT division_code, report_year, list_distinct(flatten(list(issues))) AS issues
    FROM unread
    GROUP BY division_code, report_year
)
SELECT
    e.report_year, e.division_code, y.name, y.level, y.parent_code, y.province_code, y.province,
    e.issuer, e.issuer_kind, e.basis, e.is_collected, make_date(e.report_year + 1, 4, 1) AS due_on,
    f.report_id IS NOT NULL AS is_published,
    CASE
        WHEN f.report_id IS NOT NULL THEN NULL
        WHEN NOT e.is_collected THEN 'not collected'
        WHEN g.issues IS NULL OR e.basis = 'published' THEN 'no entry'
        WHEN list_contains(g.issues, 'fetch.gone') THEN 'gone'
        WHEN list_contains(g.issues, 'fetch.refused') OR list_contains(g.issues, 'listing.host_refused') THEN 'refused'
        WHEN list_contains(g.issues, 'fetch.failed') THEN 'unreachable'
        ELSE 'unreadable'
    END AS reason,
    f.report_id, coalesce(f.reports, 0) AS reports
FROM expected_issuer AS e
JOIN division_year AS y ON y.code = e.division_code AND y.year = e.report_year
LEFT JOIN found AS f
    ON f.division_code = e.division_code AND f.report_year = e.report_year
    AND f.body = CASE WHEN e.issuer_kind = 'government' THEN '' ELSE e.issuer END
LEFT JOIN gap AS g ON g.division_code = e.division_code AND g.report_year = e.report_year;
COMMENT ON VIEW coverage IS
    'Whether each expected issuer has published its report of a year, and if not, what is known of why.';
