-- Facts of one release against another's. A fact is known again by its report, its sentence and its quote, and by its
-- place among those that share them: offsets and ids follow the text, which may have moved.
WITH stated AS (
    SELECT
        side, report_id, sentence, quote, indicator, rtrim(rtrim(value::VARCHAR, '0'), '.') AS value,
        rtrim(rtrim(value_upper::VARCHAR, '0'), '.') AS value_upper, unit, comparator, period_start, period_end,
        is_cumulative, scope, qualifier, subject, rule,
        row_number() OVER (
            PARTITION BY side, report_id, sentence, quote ORDER BY char_start, indicator, value, fact_id
        ) AS place
    FROM (SELECT 'old' AS side, * FROM before.fact UNION ALL BY NAME SELECT 'new' AS side, * FROM after.fact)
),
paired AS (
    SELECT
        report_id, sentence, quote, old.rule AS old_rule, new.rule AS new_rule,
        old.indicator AS old_indicator, new.indicator AS new_indicator, old.value AS old_value, new.value AS new_value,
        old.unit AS old_unit, new.unit AS new_unit,
        CASE
            WHEN old.report_id IS NULL THEN 'gained'
            WHEN new.report_id IS NULL THEN 'lost'
            ELSE 'changed'
        END AS change,
        list_filter([
            CASE WHEN old.indicator IS DISTINCT FROM new.indicator THEN 'indicator' END,
            CASE WHEN old.value IS DISTINCT FROM new.value THEN 'value' END,
            CASE WHEN old.value_upper IS DISTINCT FROM new.value_upper THEN 'value_upper' END,
            CASE WHEN old.unit IS DISTINCT FROM new.unit THEN 'unit' END,
            CASE WHEN old.comparator IS DISTINCT FROM new.comparator THEN 'comparator' END,
            CASE WHEN old.period_start IS DISTINCT FROM new.period_start THEN 'period_start' END,
            CASE WHEN old.period_end IS DISTINCT FROM new.period_end THEN 'period_end' END,
            CASE WHEN old.is_cumulative IS DISTINCT FROM new.is_cumulative THEN 'is_cumulative' END,
            CASE WHEN old.scope IS DISTINCT FROM new.scope THEN 'scope' END,
            CASE WHEN old.qualifier IS DISTINCT FROM new.qualifier THEN 'qualifier' END,
            CASE WHEN old.subject IS DISTINCT FROM new.subject THEN 'subject' END
        ], lambda name: name IS NOT NULL) AS changed
    FROM (FROM stated WHERE side = 'old') AS old
    FULL JOIN (FROM stated WHERE side = 'new') AS new USING (report_id, sentence, quote, place)
)
SELECT
    p.change, report_id, coalesce(b.issuer, a.issuer) AS issuer, coalesce(b.report_year, a.report_year) AS report_year,
    coalesce(b.url, a.url) AS url, p.sentence, p.quote, p.old_indicator, p.new_indicator, p.old_value, p.new_value,
    p.old_unit, p.new_unit, CASE p.change WHEN 'changed' THEN array_to_string(p.changed, ', ') END AS changed,
    p.old_rule, p.new_rule
FROM paired AS p
LEFT JOIN (SELECT report_id, issuer, report_year, url FROM before.report) AS b USING (report_id)
LEFT JOIN (SELECT report_id, issuer, report_year, url FROM after.report) AS a USING (report_id)
WHERE p.changed <> []
ORDER BY
    coalesce(p.old_indicator, p.new_indicator), p.change, report_id, p.sentence, p.quote, p.old_value, p.new_value,
    p.new_indicator
