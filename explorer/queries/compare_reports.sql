-- The reports of governments in some years, with all that is measured of each
WITH reuse AS (
    SELECT report_id, max(containment) AS reuse
    FROM text_reuse
    WHERE list_contains($codes, division_code) AND list_contains($years, report_year) AND relation = 'year before'
    GROUP BY report_id
)
SELECT
    r.division_code, r.report_year, r.report_id, r.title, r.issuer, t.published_on, t.days_from_due, c.parts,
    d.facts, d.linked_facts, s.body_characters, s.share AS problem_share, u.reuse
FROM report AS r
LEFT JOIN timeliness AS t USING (report_id)
LEFT JOIN completeness AS c USING (report_id)
LEFT JOIN fact_density AS d USING (report_id)
LEFT JOIN problem_share AS s USING (report_id)
LEFT JOIN reuse AS u USING (report_id)
WHERE list_contains($codes, r.division_code) AND list_contains($years, r.report_year) AND r.kind = 'report'
    AND r.issuer_kind IN ('government', 'joint')
-- The last published stands at the end: it is the one that counts.
ORDER BY r.division_code, r.report_year, t.published_on NULLS FIRST, r.report_id
