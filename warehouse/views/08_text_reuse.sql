-- Containment from samples of runs of 13 characters (see warehouse/index.py): of all bodies the same runs are kept, so
-- that the share of a body's kept runs that another has, too, estimates that of all. Short bodies are kept whole, and two
-- such are compared exactly. Asked for one report, or for some divisions and a year, it reads the samples of these.

CREATE OR REPLACE VIEW text_reuse AS
WITH told AS NOT MATERIALIZED (
    -- A government answers to that of the parent division as it was at the end of the year, all others to their own.
    SELECT
        r.report_id, r.reading_no, r.issuer, r.issuer_kind, r.level, r.division_code, r.report_year,
        r.issuer_kind IN ('government', 'joint') AS is_government,
        CASE WHEN r.issuer_kind IN ('government', 'joint') THEN d.parent_code ELSE r.division_code END AS answers_to
    FROM shown_report AS r
    LEFT JOIN division AS d
        ON d.code = r.division_code
        AND coalesce(d.valid_from, DATE '0001-01-01') <= make_date(r.report_year, 12, 31)
        AND coalesce(d.valid_to, DATE '9999-12-31') > make_date(r.report_year, 12, 31)
    WHERE r.kind = 'report' AND r.report_year IS NOT NULL
),
pair AS (
    SELECT
        a.*, b.report_id AS other_report_id, b.reading_no AS other_no, b.issuer AS other_issuer, 'year before' AS relation
    FROM told AS a
    JOIN told AS b ON b.issuer = a.issuer AND b.report_year = a.report_year - 1
    UNION ALL BY NAME
    SELECT a.*, b.report_id AS other_report_id, b.reading_no AS other_no, b.issuer AS other_issuer, 'superior' AS relation
    FROM told AS a
    JOIN told AS b ON b.division_code = a.answers_to AND b.report_year = a.report_year
    WHERE b.is_government AND b.report_id <> a.report_id
    UNION ALL BY NAME
    SELECT a.*, b.report_id AS other_report_id, b.reading_no AS other_no, b.issuer AS other_issuer, 'peer' AS relation
    FROM told AS a
    JOIN told AS b
        ON b.answers_to = a.answers_to AND b.level = a.level AND b.issuer_kind = a.issuer_kind
        AND b.report_year = a.report_year
    WHERE b.issuer <> a.issuer
),
compared AS (
    -- Kept runs are sorted: those that all bodies keep stand first.
    SELECT
        p.*, a.is_whole AND b.is_whole AS is_exact, a.is_whole, a.sampled, len(a.kept) AS all_kept,
        CASE WHEN a.is_whole AND b.is_whole
            THEN len(list_intersect(a.kept, b.kept))
            ELSE len(list_intersect(a.kept[:a.sampled], b.kept[:b.sampled]))
        END AS shared
    FROM pair AS p
    JOIN indexed_reading AS a ON a.reading_no = p.reading_no
    JOIN indexed_reading AS b ON b.reading_no = p.other_no
),
counted AS (
    SELECT
        *, CASE WHEN is_whole THEN all_kept ELSE sampled * 16 END AS grams,
        CASE WHEN is_exact THEN all_kept ELSE sampled END AS looked_at
    FROM compared
)
SELECT
    report_id, other_report_id, relation, issuer, other_issuer, division_code, report_year, grams,
    round(grams * shared / looked_at)::BIGINT AS shared_grams, shared / looked_at AS containment,
    -- Agresti and Coull's interval, which holds for shares near 0 and 1, too.
    CASE WHEN is_exact THEN 0
        ELSE round(1.96 * sqrt((shared + 2) / (looked_at + 4) * (1 - (shared + 2) / (looked_at + 4)) / (looked_at + 4)), 4)
    END AS margin,
    is_exact
FROM counted
WHERE looked_at > 0 AND shared > 0;
COMMENT ON VIEW text_reuse IS
    'How much of a report stands word for word in another: its issuer''s of the year before, its superior''s, its peers''. Ask for a report, or for divisions and a year.';

-- Wherever it stands: all bodies of the warehouse beside one. shared_passages() shows what two have in common.
CREATE OR REPLACE MACRO similar_reports(report, most := 20) AS TABLE
WITH asked AS MATERIALIZED (
    SELECT unnest(kept[:sampled]) AS gram, sampled
    FROM indexed_reading
    JOIN shown_reading AS s USING (reading_no)
    WHERE s.report_id = report
),
alike AS (
    SELECT reading_no, count(*) / any_value(asked.sampled) AS containment
    FROM (SELECT reading_no, unnest(kept[:sampled]) AS gram FROM indexed_reading)
    JOIN asked USING (gram)
    GROUP BY reading_no
)
SELECT r.report_id, r.issuer, r.report_year, r.division_code, r.title, a.containment
FROM alike AS a
JOIN shown_report AS r USING (reading_no)
WHERE r.report_id <> report
ORDER BY a.containment DESC, r.report_id
LIMIT most;
COMMENT ON MACRO TABLE similar_reports IS
    'The reports that hold most of a report''s words, wherever and whenever they were issued: similar_reports(report_id, 20).';

CREATE OR REPLACE MACRO gram_places(report) AS TABLE
-- Every run of 13 characters of a body, white space left out, with its number and the characters it covers.
WITH letter AS (
    SELECT c, place, row_number() OVER (ORDER BY place) AS n
    FROM (
        SELECT unnest(string_split(body_text, '')) AS c, unnest(range(length(body_text))) AS place
        FROM report
        WHERE report_id = report
    )
    WHERE NOT regexp_matches(c, '[\s\p{Z}\x{1c}-\x{1f}\x{85}\x0b]')
)
SELECT n, char_start, char_end, gram
FROM (
    SELECT
        n, place AS char_start, max(place) OVER run + 1 AS char_end, string_agg(c, '') OVER run AS gram,
        count(*) OVER run AS characters
    FROM letter
    WINDOW run AS (ORDER BY n ROWS BETWEEN CURRENT ROW AND 12 FOLLOWING)
)
WHERE characters = 13;

CREATE OR REPLACE MACRO exact_reuse(report, other) AS TABLE
SELECT
    report AS report_id, other AS other_report_id, count(*) AS grams, count(b.gram) AS shared_grams,
    count(b.gram) / count(*) AS containment
FROM (SELECT DISTINCT gram FROM gram_places(report)) AS a
LEFT JOIN (SELECT DISTINCT gram FROM gram_places(other)) AS b USING (gram)
HAVING count(*) > 0;
COMMENT ON MACRO TABLE exact_reuse IS
    'How much of a report stands in another, exactly: exact_reuse(report_id, other_report_id).';

CREATE OR REPLACE MACRO shared_passages(report, other) AS TABLE
WITH met AS (
    SELECT
        a.n, a.char_start, a.char_end, b.char_start AS other_start, b.char_end AS other_end, a.n - b.n AS shift,
        a.n - row_number() OVER (PARTITION BY a.n - b.n ORDER BY a.n) AS island
    FROM gram_places(report) AS a
    JOIN gram_places(other) AS b USING (gram)
),
passage AS (
    -- Runs that follow one another in both bodies are one passage, as long as it gets.
    SELECT
        min(char_start) AS char_start, max(char_end) AS char_end,
        min(other_start) AS other_start, max(other_end) AS other_end, count(*) + 12 AS characters
    FROM met
    GROUP BY shift, island
)
SELECT
    p.char_start, p.char_end, p.other_start, p.other_end, p.characters,
    r.body_text[p.char_start + 1:p.char_end] AS passage
FROM passage AS p
CROSS JOIN (SELECT body_text FROM report WHERE report_id = report) AS r
ORDER BY p.characters DESC, p.char_start, p.other_start;
COMMENT ON MACRO TABLE shared_passages IS
    'What two reports share: their common passages of 13 characters and more, with the spans of both, as long as they get.';
