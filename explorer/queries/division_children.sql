-- The divisions below one in a year: the report of each government, with all that is measured of it
WITH child AS (
    SELECT code, name, level FROM division_year WHERE parent_code = $code AND year = $year
),
reuse AS (
    SELECT report_id, max(containment) AS reuse
    FROM text_reuse
    WHERE division_code IN (SELECT code FROM child) AND report_year = $year AND relation = 'year before'
    GROUP BY report_id
)
SELECT
    d.code, d.name, d.level, coalesce(c.is_published, false) AS is_published, c.reason, c.report_id,
    t.published_on, t.days_from_due, p.parts, f.facts, u.reuse
FROM child AS d
LEFT JOIN coverage AS c
    ON c.division_code = d.code AND c.report_year = $year AND c.issuer_kind = 'government'
LEFT JOIN timeliness AS t USING (report_id)
LEFT JOIN completeness AS p USING (report_id)
LEFT JOIN fact_density AS f USING (report_id)
LEFT JOIN reuse AS u USING (report_id)
ORDER BY d.code
