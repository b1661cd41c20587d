-- Divisions by words of their full names or the head of their codes, with the years of their governments' reports
WITH named AS (
    SELECT
        code, arg_max(name, year) AS name, arg_max(full_name, year) AS full_name, arg_max(level, year) AS level
    FROM division_year
    WHERE ($words = '' AND level = 'province')
        OR ($words <> '' AND (
            starts_with(code, $words)
            OR len(list_filter(string_split($words, ' '), lambda part: NOT contains(full_name, part))) = 0
        ))
    GROUP BY code
),
told AS (
    SELECT division_code AS code, list_sort(list(DISTINCT report_year)) AS years
    FROM report
    WHERE kind = 'report' AND issuer_kind IN ('government', 'joint') AND report_year IS NOT NULL
    GROUP BY division_code
)
SELECT n.code, n.name, n.full_name, n.level, coalesce(t.years, []) AS years
FROM named AS n
LEFT JOIN told AS t USING (code)
-- A name that begins so goes before one that lies in such a place; larger places go first.
ORDER BY
    NOT starts_with(n.name, $words), NOT contains(n.name, $words),
    list_position(['province', 'prefecture', 'county', 'township'], n.level), t.years IS NULL, n.code
