-- Lengths are taken from the outline, which covers the body: bodies are gigabytes.

CREATE OR REPLACE VIEW problem_share AS
SELECT
    r.report_id, r.issuer, r.issuer_kind, r.division_code, r.level, r.report_year,
    coalesce(s.problem_characters, 0) AS problem_characters, s.body_characters,
    problem_characters / s.body_characters AS share
FROM shown_report AS r
JOIN (
    SELECT
        reading_no, max(char_end)::BIGINT AS body_characters,
        -- Spans nest, and a part is opened by headings of the first level.
        sum(char_end - char_start) FILTER (part = 'problems' AND parent_no IS NULL)::BIGINT AS problem_characters
    FROM reading_section
    GROUP BY reading_no
    HAVING max(char_end) > 0
) AS s USING (reading_no)
WHERE r.kind = 'report';
COMMENT ON VIEW problem_share IS 'Which share of a report''s characters stands in the part on problems.';

CREATE OR REPLACE VIEW fact_density AS
SELECT
    r.report_id, r.issuer, r.issuer_kind, r.division_code, r.level, r.report_year,
    coalesce(f.facts, 0) AS facts, coalesce(f.linked_facts, 0) AS linked_facts, s.body_characters,
    facts * 1000 / s.body_characters AS facts_per_1000,
    linked_facts * 1000 / s.body_characters AS linked_facts_per_1000
FROM shown_report AS r
JOIN (
    SELECT reading_no, max(char_end)::BIGINT AS body_characters
    FROM reading_section
    GROUP BY reading_no
    HAVING max(char_end) > 0
) AS s USING (reading_no)
LEFT JOIN (
    SELECT reading_no, count(*) AS facts, count(indicator) AS linked_facts FROM reading_fact GROUP BY reading_no
) AS f ON f.reading_no = r.fact_reading_no
WHERE r.kind = 'report';
COMMENT ON VIEW fact_density IS 'How many quantities a report states per 1,000 characters, of the taxonomy or not.';
