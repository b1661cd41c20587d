CREATE OR REPLACE VIEW completeness AS
WITH found AS (
    SELECT r.report_id, coalesce(list(DISTINCT s.part) FILTER (WHERE s.part IS NOT NULL), []) AS parts
    FROM report AS r
    LEFT JOIN section AS s ON s.report_id = r.report_id AND s.char_end > s.char_start
    GROUP BY r.report_id
)
SELECT
    r.report_id, r.issuer, r.division_code, r.level, r.report_year,
    list_contains(f.parts, 'opening') AS has_opening,
    list_contains(f.parts, 'achievements') AS has_achievements,
    list_contains(f.parts, 'problems') AS has_problems,
    list_contains(f.parts, 'leader_duty') AS has_leader_duty,
    list_contains(f.parts, 'plan') AS has_plan,
    len(list_intersect(f.parts, ['opening', 'achievements', 'problems', 'leader_duty', 'plan'])) AS parts,
    list_filter(
        ['opening', 'achievements', 'problems', 'leader_duty', 'plan'], lambda part: NOT list_contains(f.parts, part)
    ) AS missing
FROM report AS r
JOIN found AS f USING (report_id)
WHERE r.kind = 'report';
COMMENT ON VIEW completeness IS 'Which of the five required parts a report''s headings open.';
