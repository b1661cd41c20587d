-- Facts of the reports of `report_delta` that are other than in the release before. A fact keeps its id while its words
-- stand: where they came to stand in the text makes no change, what they were read to say does.

CREATE OR REPLACE TEMP MACRO said(f) AS MAP {
    'indicator': f.indicator, 'value': f.value::VARCHAR, 'value_upper': f.value_upper::VARCHAR, 'unit': f.unit,
    'comparator': f.comparator, 'period_start': f.period_start::VARCHAR, 'period_end': f.period_end::VARCHAR,
    'is_cumulative': f.is_cumulative::VARCHAR, 'scope': f.scope, 'qualifier': f.qualifier, 'subject': f.subject
};

CREATE OR REPLACE TEMP TABLE fact_delta AS
WITH altered AS (
    SELECT report_id FROM report_delta WHERE has_other_facts
),
old AS (
    SELECT f.report_id, f.fact_id, f.value, f.unit, f.quote, f.sentence, f.indicator, said(f) AS said
    FROM last.fact AS f SEMI JOIN altered USING (report_id)
),
new AS (
    SELECT f.report_id, f.fact_id, f.value, f.unit, f.quote, f.sentence, f.indicator, said(f) AS said
    FROM fact AS f SEMI JOIN altered USING (report_id)
)
SELECT
    CASE WHEN old.fact_id IS NULL THEN 'added' WHEN new.fact_id IS NULL THEN 'withdrawn' ELSE 'changed' END AS change,
    report_id, fact_id,
    coalesce(new.indicator, old.indicator) AS indicator, new.value, new.unit,
    old.value AS value_before, old.unit AS unit_before,
    coalesce(new.quote, old.quote) AS quote, coalesce(new.sentence, old.sentence) AS sentence,
    CASE WHEN old.fact_id = new.fact_id THEN array_to_string(list_filter(
        map_keys(new.said), lambda name: new.said[name] IS DISTINCT FROM old.said[name]
    ), ', ') END AS detail
FROM old
FULL JOIN new USING (report_id, fact_id)
WHERE old.said IS DISTINCT FROM new.said;
