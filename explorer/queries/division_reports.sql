-- The reports of a division's government and departments, with all that is measured of each
WITH reuse AS (
    SELECT report_id, max(containment) AS reuse
    FROM text_reuse
    WHERE division_code = $code AND relation = 'year before'
    GROUP BY report_id
),
failed AS (
    SELECT report_id, count(*) AS failed FROM consistency WHERE division_code = $code GROUP BY report_id
)
SELECT
    r.report_year, r.issuer, r.issuer_kind, r.title, r.report_id, t.published_on, t.days_from_due,
    c.has_opening, c.has_achievements, c.has_problems, c.has_leader_duty, c.has_plan,
    d.facts, d.linked_facts, u.reuse, coalesce(f.failed, 0) AS failed
FROM report AS r
LEFT JOIN timeliness AS t USING (report_id)
LEFT JOIN completeness AS c USING (report_id)
LEFT JOIN fact_density AS d USING (report_id)
LEFT JOIN reuse AS u USING (report_id)
LEFT JOIN failed AS f USING (report_id)
WHERE r.division_code = $code AND r.kind = 'report'
ORDER BY r.report_year DESC, r.issuer_kind NOT IN ('government', 'joint'), r.issuer, t.published_on
