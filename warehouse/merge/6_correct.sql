-- Corrections, applied anew after every load: they are few. They fit versions of their page that are older than their
-- end. Which pages show one report is found from what was read (4_place.sql), not from what was corrected.

CREATE OR REPLACE TEMP MACRO plain(number) AS rtrim(rtrim(number::VARCHAR, '0'), '.');

DELETE FROM reading_fact WHERE reading_no < 0;
DELETE FROM correction_fit;
DELETE FROM corrected_reading;

CREATE OR REPLACE TEMP TABLE corrected_page AS
SELECT c.*, v.reading_no
FROM stated_correction AS c
JOIN reading AS r USING (url)
JOIN version_span AS v USING (reading_no)
WHERE c.ended_on IS NULL OR v.valid_from::DATE < c.ended_on;

INSERT INTO correction_fit BY NAME
WITH fitting AS (
    SELECT
        c.correction_id, c.reading_no, NULL AS fact_id, c.old_value,
        CASE c.column_name
            WHEN 'title' THEN r.title WHEN 'kind' THEN r.kind WHEN 'issuer' THEN r.issuer
            WHEN 'issuer_kind' THEN r.issuer_kind WHEN 'level' THEN r.level WHEN 'division_code' THEN r.division_code
            WHEN 'report_year' THEN r.report_year::VARCHAR WHEN 'published_on' THEN r.published_on::VARCHAR
            WHEN 'written_on' THEN r.written_on::VARCHAR WHEN 'index_number' THEN r.index_number
            WHEN 'document_number' THEN r.document_number WHEN 'publisher' THEN r.publisher
            WHEN 'source' THEN r.source WHEN 'topic' THEN r.topic WHEN 'validity' THEN r.validity
            WHEN 'openness' THEN r.openness
        END AS stands
    FROM corrected_page AS c
    JOIN reading AS r USING (reading_no)
    WHERE c.quote IS NULL
    UNION ALL
    SELECT
        c.correction_id, c.reading_no, f.fact_id, c.old_value,
        CASE c.column_name
            WHEN 'value' THEN plain(f.value) WHEN 'value_upper' THEN plain(f.value_upper) WHEN 'unit' THEN f.unit
            WHEN 'comparator' THEN f.comparator WHEN 'indicator' THEN f.indicator WHEN 'scope' THEN f.scope
            WHEN 'qualifier' THEN f.qualifier WHEN 'subject' THEN f.subject
            WHEN 'period_start' THEN f.period_start::VARCHAR WHEN 'period_end' THEN f.period_end::VARCHAR
            WHEN 'is_cumulative' THEN f.is_cumulative::VARCHAR
        END AS stands
    FROM corrected_page AS c
    JOIN reading_fact AS f USING (reading_no, quote)
    WHERE (c."within" IS NULL OR contains(f.sentence, c."within"))
        AND (c.char_start IS NULL OR c.char_start = f.char_start)
)
SELECT
    correction_id, reading_no, fact_id,
    stands IS NOT DISTINCT FROM old_value AND count(*) OVER (
        PARTITION BY correction_id, reading_no, stands IS NOT DISTINCT FROM old_value
    ) = 1 AS applies
FROM fitting;

-- What becomes of each column, by its name; a fact that is none answers nothing.
CREATE OR REPLACE TEMP TABLE fixed AS
SELECT
    reading_no, fact_id,
    string_agg(DISTINCT correction_id, ' ' ORDER BY correction_id) AS correction_id,
    map_from_entries(list({'key': column_name, 'value': new_value} ORDER BY correction_id)) AS fixes
FROM (
    SELECT f.reading_no, f.fact_id, correction_id, c.column_name, c.new_value
    FROM correction_fit AS f
    JOIN stated_correction AS c USING (correction_id)
    WHERE f.applies AND c.column_name IS NOT NULL
    UNION ALL
    SELECT f.reading_no, f.fact_id, correction_id, told.key, told.value
    FROM correction_fit AS f
    JOIN stated_correction AS c USING (correction_id)
    CROSS JOIN (VALUES ('scope', 'withdrawn'), ('indicator', NULL)) AS told (key, value)
    WHERE f.applies AND c.column_name IS NULL
)
GROUP BY reading_no, fact_id;

INSERT INTO corrected_reading BY NAME
SELECT
    reading_no, correction_id, fixes['title'] AS title, fixes['kind'] AS kind, fixes['issuer'] AS issuer,
    fixes['issuer_kind'] AS issuer_kind, fixes['level'] AS level, fixes['division_code'] AS division_code,
    fixes['report_year'] AS report_year, fixes['published_on'] AS published_on, fixes['written_on'] AS written_on,
    fixes['index_number'] AS index_number, fixes['document_number'] AS document_number,
    fixes['publisher'] AS publisher, fixes['source'] AS source, fixes['topic'] AS topic,
    fixes['validity'] AS validity, fixes['openness'] AS openness
FROM fixed
WHERE fact_id IS NULL;

CREATE OR REPLACE TEMP MACRO fixed_value(fixes, name, read) AS
    CASE WHEN map_contains(fixes, name) THEN fixes[name] ELSE read::VARCHAR END;

INSERT INTO reading_fact BY NAME
SELECT f.* REPLACE (
    -f.reading_no AS reading_no,
    fixed_value(x.fixes, 'indicator', f.indicator) AS indicator,
    fixed_value(x.fixes, 'value', f.value)::DECIMAL(20, 6) AS value,
    fixed_value(x.fixes, 'value_upper', f.value_upper)::DECIMAL(20, 6) AS value_upper,
    fixed_value(x.fixes, 'unit', f.unit) AS unit,
    fixed_value(x.fixes, 'comparator', f.comparator) AS comparator,
    fixed_value(x.fixes, 'period_start', f.period_start)::DATE AS period_start,
    fixed_value(x.fixes, 'period_end', f.period_end)::DATE AS period_end,
    fixed_value(x.fixes, 'is_cumulative', f.is_cumulative)::BOOLEAN AS is_cumulative,
    fixed_value(x.fixes, 'scope', f.scope) AS scope,
    fixed_value(x.fixes, 'qualifier', f.qualifier) AS qualifier,
    fixed_value(x.fixes, 'subject', f.subject) AS subject,
    x.correction_id AS correction_id
)
FROM reading_fact AS f
SEMI JOIN (FROM fixed WHERE fact_id IS NOT NULL) AS concerned USING (reading_no)
LEFT JOIN fixed AS x ON x.reading_no = f.reading_no AND x.fact_id = f.fact_id;
