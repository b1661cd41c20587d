CREATE OR REPLACE VIEW completeness AS
SELECT
    r.report_id, r.issuer, r.issuer_kind, r.division_code, r.level, r.report_year,
    coalesce(f.has_opening, false) AS has_opening,
    coalesce(f.has_achievements, false) AS has_achievements,
    coalesce(f.has_problems, false) AS has_problems,
    coalesce(f.has_leader_duty, false) AS has_leader_duty,
    coalesce(f.has_plan, false) AS has_plan,
    has_opening::INTEGER + has_achievements::INTEGER + has_problems::INTEGER + has_leader_duty::INTEGER
        + has_plan::INTEGER AS parts,
    list_filter([
        CASE WHEN NOT has_opening THEN 'opening' END, CASE WHEN NOT has_achievements THEN 'achievements' END,
        CASE WHEN NOT has_problems THEN 'problems' END, CASE WHEN NOT has_leader_duty THEN 'leader_duty' END,
        CASE WHEN NOT has_plan THEN 'plan' END
    ], lambda part: part IS NOT NULL) AS missing
FROM shown_report AS r
LEFT JOIN (
    SELECT
        reading_no,
        bool_or(part = 'opening') AS has_opening,
        bool_or(part = 'achievements') AS has_achievements,
        bool_or(part = 'problems') AS has_problems,
        bool_or(part = 'leader_duty') AS has_leader_duty,
        bool_or(part = 'plan') AS has_plan
    FROM reading_section
    WHERE char_end > char_start
    GROUP BY reading_no
) AS f USING (reading_no)
WHERE r.kind = 'report';
COMMENT ON VIEW completeness IS 'Which of the five required parts a report''s headings open.';
