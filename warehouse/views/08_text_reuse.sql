-- Exact: every run of 13 characters of every report. Two hundred reports of 8,000 characters take 3 s and it grows with
-- the pairs of peers: good for a province, not for a nation.

CREATE OR REPLACE VIEW text_reuse AS
WITH body AS (
    SELECT report_id, issuer, level, report_year, regexp_replace(body_text, '\s', '', 'g') AS text
    FROM report
    WHERE kind = 'report' AND report_year IS NOT NULL
),
piece AS (
    -- 500 starts each: to cut a run out of a whole body would count its characters from the first, every time.
    SELECT report_id, issuer, level, report_year, text[place:place + 511] AS piece
    FROM (SELECT *, unnest(range(1, length(text) + 1, 500)) AS place FROM body)
),
gram AS (
    SELECT DISTINCT report_id, issuer, level, report_year, piece[start:start + 12] AS words
    FROM (SELECT *, unnest(range(1, length(piece) - 11)) AS start FROM piece)
),
size AS (
    SELECT report_id, count(*) AS grams FROM gram GROUP BY report_id
),
shared AS (
    SELECT
        a.report_id, b.report_id AS other_report_id,
        CASE WHEN a.report_year = b.report_year THEN 'peer' ELSE 'year before' END AS relation,
        count(*) AS shared_grams
    FROM gram AS a
    JOIN gram AS b
        ON a.words = b.words
        AND a.report_id <> b.report_id
        AND (
            (b.report_year = a.report_year AND b.level = a.level AND b.issuer IS DISTINCT FROM a.issuer)
            OR (b.report_year = a.report_year - 1 AND b.issuer = a.issuer)
        )
    GROUP BY ALL
)
SELECT s.report_id, s.other_report_id, s.relation, z.grams, s.shared_grams, s.shared_grams / z.grams AS containment
FROM shared AS s
JOIN size AS z USING (report_id);
COMMENT ON VIEW text_reuse IS
    'How much of a report stands word for word in another: its issuer''s of the year before, or a peer''s of the same year.';
