CREATE OR REPLACE VIEW correction AS
WITH page AS (
    SELECT r.url, v.reading_no, p.report_id, p.place_id, v.valid_to IS NULL AS is_newest
    FROM reading AS r
    SEMI JOIN stated_correction USING (url)
    JOIN version_span AS v USING (reading_no)
    JOIN place AS p ON p.place_id = v.place_id
),
fitted AS (
    SELECT
        c.correction_id,
        any_value(p.report_id) AS report_id,
        max(fact_id_in(f.fact_id, p.place_id, p.report_id)) FILTER (p.is_newest AND f.applies) AS fact_id,
        count(p.reading_no) > 0 AS is_known,
        coalesce(count_if(f.applies), 0) AS versions,
        coalesce(count_if(p.is_newest AND f.applies) > 0, false) AS applies,
        count_if(p.is_newest AND f.correction_id IS NOT NULL) AS things
    FROM stated_correction AS c
    LEFT JOIN page AS p USING (url)
    LEFT JOIN correction_fit AS f ON f.correction_id = c.correction_id AND f.reading_no = p.reading_no
    GROUP BY c.correction_id
)
SELECT
    c.correction_id, c.url, f.report_id, f.fact_id, c.column_name, c.old_value, c.new_value, c.quote, c.reason,
    c.evidence, c.corrected_on, c.ended_on, f.applies,
    CASE
        WHEN NOT f.is_known THEN 'page not fetched'
        WHEN c.column_name = 'indicator' AND c.new_value NOT IN (SELECT code FROM indicator) THEN 'no such indicator'
        WHEN f.applies THEN 'applies'
        WHEN c.ended_on IS NOT NULL THEN 'ended'
        WHEN f.things = 0 THEN 'nothing fits'
        WHEN f.things = 1 THEN 'another value stands there'
        ELSE 'several fit, or none holds the wrong value'
    END AS state,
    f.versions::BIGINT AS corrected_versions
FROM stated_correction AS c
JOIN fitted AS f USING (correction_id);
COMMENT ON VIEW correction IS
    'What a person found wrong: the value as it was read, the right one, which report and fact show, and the reason.';
