-- Measure words that count alike, and multiples of units. What is not here is never converted: a unit that does not fit
-- the indicator's is marked. As extract/data/unit_families.yml; a test holds the two together.

CREATE OR REPLACE VIEW measure_word AS
SELECT unit, counts_as, factor::DOUBLE AS factor
FROM (VALUES
    ('起', '件', 1), ('宗', '件', 1), ('件次', '件', 1), ('例', '件', 1), ('桩', '件', 1), ('万件', '件', 10000),
    ('名', '人', 1), ('位', '人', 1), ('万人', '人', 10000), ('万人次', '人次', 10000),
    ('场次', '场', 1), ('万份', '份', 10000), ('日', '天', 1), ('批', '批次', 1),
    ('万元', '元', 10000), ('亿元', '元', 100000000)
) AS m (unit, counts_as, factor);
COMMENT ON VIEW measure_word IS
    'A unit that counts like another, or is a multiple of it: one unit is factor times counts_as.';

CREATE OR REPLACE VIEW fitting_unit AS
WITH known AS (
    SELECT unnest([unit, counts_as]) AS unit FROM measure_word
    UNION SELECT unit FROM indicator
    UNION SELECT 'rank'
)
SELECT
    i.code AS indicator, k.unit, i.unit AS indicator_unit,
    coalesce(w.factor, 1) / coalesce(own.factor, 1) AS factor
FROM indicator AS i
CROSS JOIN known AS k
LEFT JOIN measure_word AS w ON w.unit = k.unit
LEFT JOIN measure_word AS own ON own.unit = i.unit
WHERE coalesce(w.counts_as, k.unit) = coalesce(own.counts_as, i.unit) OR (i.kind = 'rank' AND k.unit = 'rank');
COMMENT ON VIEW fitting_unit IS
    'Internal. A unit that fits an indicator: a value in it, times factor, is in the indicator''s own unit.';

-- The cell of a panel holds the value of the whole: what a qualifier or 市本级 narrows is left out, as are ranges, other
-- years' figures, and sums over years but of a stock, which is one by nature. An exact value goes before 余 and 近, one in
-- a fitting unit before others, and of equals the first in the text.
CREATE OR REPLACE VIEW panel AS
WITH stated AS (
    SELECT
        r.division_code, r.report_year, f.indicator, r.level, r.issuer, r.report_id,
        fact_id_in(f.fact_id, r.place_id, r.report_id) AS fact_id, f.comparator,
        u.unit IS NOT NULL AS unit_fits,
        coalesce(u.indicator_unit, f.unit) AS unit,
        CASE WHEN u.factor IS NULL OR u.factor = 1 THEN f.value ELSE (f.value * u.factor)::DECIMAL(20, 6) END AS value,
        f.char_start + 10000000 * ((u.unit IS NULL)::BIGINT * 2 + (f.comparator <> 'eq')::BIGINT) AS rank
    FROM reading_fact AS f
    JOIN shown_report AS r ON r.fact_reading_no = f.reading_no
    JOIN indicator AS i ON i.code = f.indicator
    LEFT JOIN fitting_unit AS u ON u.indicator = f.indicator AND u.unit = f.unit
    WHERE r.kind = 'report' AND r.issuer_kind IN ('government', 'joint')
        AND f.indicator IS NOT NULL AND f.qualifier IS NULL AND f.value_upper IS NULL
        AND (f.scope IS NULL OR f.scope[1] IN ('全', '我', '本'))
        AND (f.period_end IS NULL OR year(f.period_end) = r.report_year)
        AND (i.kind = 'stock'
            OR (NOT f.is_cumulative AND (f.period_start IS NULL OR year(f.period_start) = r.report_year)))
)
SELECT
    division_code, report_year, indicator, any_value(level) AS level, min_by(issuer, rank) AS issuer,
    min_by(value, rank) AS value, min_by(unit, rank) AS unit, min_by(comparator, rank) AS comparator,
    min_by(unit_fits, rank) AS unit_fits,
    -- Two exact values, or one that 余 or 近 contradicts.
    coalesce(max(value) FILTER (unit_fits AND comparator IN ('eq', 'at_least'))
        > min(value) FILTER (unit_fits AND comparator IN ('eq', 'at_most'))
        AND bool_or(unit_fits AND comparator = 'eq'), false) AS is_conflicting,
    list_sort(list(DISTINCT value)) AS stated_values,
    count(*) AS mentions, count(DISTINCT report_id) AS reports,
    min_by(report_id, rank) AS report_id, min_by(fact_id, rank) AS fact_id
FROM stated
WHERE division_code IS NOT NULL AND report_year IS NOT NULL
GROUP BY division_code, report_year, indicator;
COMMENT ON VIEW panel IS
    'Division by year by indicator: one value a cell, as the government''s own report states it, in the indicator''s unit; conflicts are marked.';
