-- The identities that fail in the readings $first to $last. The view identity says which there are.

INSERT INTO reading_conflict BY NAME
WITH exact AS (
    SELECT reading_no, indicator, fact_id, value, qualifier, sentence
    FROM reading_fact
    WHERE reading_no BETWEEN $first AND $last
        AND comparator = 'eq' AND value_upper IS NULL AND NOT is_cumulative AND scope IS DISTINCT FROM 'target'
        AND indicator IS NOT NULL
),
alone AS (
    -- What a report states once and of the whole: only such values can be added up.
    SELECT * FROM exact
    WHERE qualifier IS NULL
    QUALIFY count(*) OVER (PARTITION BY reading_no, indicator) = 1
),
at_most AS (
    -- Where a report states several values, the pair that comes nearest to holding is judged.
    SELECT
        part.reading_no, i.kind, part.indicator, part.fact_id, part.value, part.sentence, whole.value AS expected,
        whole.indicator AS other_indicator, whole.fact_id AS other_fact_id, whole.value AS other_value,
        whole.sentence AS other_sentence
    FROM identity AS i
    JOIN exact AS part ON part.indicator = i.part
    JOIN exact AS whole
        ON whole.indicator = i.whole AND whole.reading_no = part.reading_no
        AND whole.qualifier IS NOT DISTINCT FROM part.qualifier
    WHERE i.kind = 'at_most'
    QUALIFY row_number() OVER (
        PARTITION BY part.reading_no, i.part, i.whole ORDER BY part.value - whole.value, part.fact_id, whole.fact_id
    ) = 1
),
ratio AS (
    SELECT
        rate.reading_no, i.kind, rate.indicator, rate.fact_id, rate.value, rate.sentence,
        round(part.value / whole.value * 100, 2)::DECIMAL(20, 6) AS expected,
        part.indicator AS other_indicator, part.fact_id AS other_fact_id, part.value AS other_value,
        part.sentence AS other_sentence, whole.fact_id AS base_fact_id, whole.value AS base_value,
        whole.sentence AS base_sentence
    FROM identity AS i
    JOIN exact AS rate ON rate.indicator = i.rate AND rate.qualifier IS NULL
    JOIN exact AS part ON part.indicator = i.part AND part.reading_no = rate.reading_no
    JOIN exact AS whole ON whole.indicator = i.whole AND whole.reading_no = rate.reading_no
    WHERE i.kind = 'ratio' AND whole.value > 0
    QUALIFY row_number() OVER (
        PARTITION BY rate.reading_no, i.rate
        ORDER BY abs(rate.value - part.value / whole.value * 100), rate.fact_id, part.fact_id, whole.fact_id
    ) = 1
),
sums AS (
    SELECT
        whole.reading_no, i.kind, max_by(part.indicator, part.value) AS indicator,
        max_by(part.fact_id, part.value) AS fact_id, sum(part.value)::DECIMAL(20, 6) AS value,
        max_by(part.sentence, part.value) AS sentence, whole.value AS expected, whole.indicator AS other_indicator,
        whole.fact_id AS other_fact_id, whole.value AS other_value, whole.sentence AS other_sentence
    FROM identity AS i
    JOIN alone AS part ON part.indicator = i.part
    JOIN alone AS whole ON whole.indicator = i.whole AND whole.reading_no = part.reading_no
    WHERE i.kind = 'sum'
    GROUP BY ALL
),
parts AS (
    -- The parts that a sentence names of its own total (其中 …).
    SELECT
        whole.reading_no, 'parts' AS kind, whole.indicator, max_by(part.fact_id, part.value) AS fact_id,
        sum(part.value)::DECIMAL(20, 6) AS value, max_by(part.sentence, part.value) AS sentence,
        whole.value AS expected, whole.indicator AS other_indicator, whole.fact_id AS other_fact_id,
        whole.value AS other_value, whole.sentence AS other_sentence
    FROM alone AS whole
    JOIN exact AS part
        ON part.reading_no = whole.reading_no AND part.indicator = whole.indicator
        AND part.sentence = whole.sentence AND part.qualifier = 'part'
    GROUP BY ALL
)
SELECT * FROM at_most WHERE value > expected
UNION ALL BY NAME
-- Reports round their rates to a tenth or to a whole point: half a point is rounding.
SELECT * FROM ratio WHERE abs(value - expected) > 0.5
UNION ALL BY NAME
SELECT * FROM sums WHERE value > expected
UNION ALL BY NAME
SELECT * FROM parts WHERE value > expected;
