-- Identities between indicators of one report. A part can't exceed its whole, nor can all the parts of a whole together;
-- a rate is part / whole * 100. They are what the taxonomy's definitions imply; carry-overs from the year before can
-- break some in good faith.

CREATE OR REPLACE VIEW identity AS
SELECT * FROM (VALUES
    ('at_most', 'reconsideration.accepted', 'reconsideration.applications_received', NULL),
    ('at_most', 'reconsideration.not_accepted', 'reconsideration.applications_received', NULL),
    ('at_most', 'reconsideration.concluded', 'reconsideration.accepted', NULL),
    ('at_most', 'reconsideration.upheld', 'reconsideration.concluded', NULL),
    ('at_most', 'reconsideration.rejected', 'reconsideration.concluded', NULL),
    ('at_most', 'reconsideration.corrected_total', 'reconsideration.concluded', NULL),
    ('at_most', 'reconsideration.withdrawn_after_mediation', 'reconsideration.concluded', NULL),
    ('at_most', 'litigation.lost', 'litigation.cases_as_defendant', NULL),
    ('at_most', 'litigation.head_appearances', 'litigation.cases_as_defendant', NULL),
    ('at_most', 'normdoc.filed', 'normdoc.issued', NULL),
    ('at_most', 'review.legal_reviewers_qualified', 'review.legal_reviewers', NULL),
    ('at_most', 'enforcement.criminal_cases_filed', 'enforcement.criminal_referrals', NULL),
    ('at_most', 'service.cases_completed', 'service.cases_received', NULL),
    ('at_most', 'service.items_online', 'service.items_total', NULL),
    ('at_most', 'transparency.requests_answered', 'transparency.requests_received', NULL),
    ('at_most', 'mediation.disputes_resolved', 'mediation.disputes_mediated', NULL),
    ('ratio', 'reconsideration.concluded', 'reconsideration.accepted', 'reconsideration.conclusion_rate'),
    ('ratio', 'mediation.disputes_resolved', 'mediation.disputes_mediated', 'mediation.success_rate'),
    ('ratio', 'service.items_online', 'service.items_total', 'service.online_rate'),
    ('ratio', 'reconsideration.corrected_total', 'reconsideration.concluded', 'reconsideration.direct_correction_rate'),
    ('ratio', 'reconsideration.withdrawn_after_mediation', 'reconsideration.concluded',
        'reconsideration.mediation_success_rate'),
    ('sum', 'reconsideration.upheld', 'reconsideration.concluded', NULL),
    ('sum', 'reconsideration.rejected', 'reconsideration.concluded', NULL),
    ('sum', 'reconsideration.corrected_total', 'reconsideration.concluded', NULL),
    ('sum', 'reconsideration.withdrawn_after_mediation', 'reconsideration.concluded', NULL)
) AS i (kind, part, whole, rate);
COMMENT ON VIEW identity IS 'What must hold between indicators of one report; the view consistency says where it does not.';

CREATE OR REPLACE VIEW consistency AS
WITH exact AS (
    SELECT f.report_id, r.issuer, r.division_code, r.report_year, f.indicator, f.fact_id, f.value, f.qualifier, f.sentence
    FROM fact AS f
    JOIN report AS r USING (report_id)
    WHERE f.comparator = 'eq' AND NOT f.is_cumulative AND f.scope IS DISTINCT FROM 'target' AND f.indicator IS NOT NULL
),
at_most AS (
    -- Where a report states several values, the pair that comes nearest to holding is judged.
    SELECT
        part.report_id, part.issuer, part.division_code, part.report_year, i.kind,
        part.indicator, part.fact_id, part.value, part.sentence, whole.value AS expected,
        whole.indicator AS other_indicator, whole.fact_id AS other_fact_id, whole.value AS other_value,
        whole.sentence AS other_sentence, NULL AS base_fact_id, NULL AS base_value, NULL AS base_sentence
    FROM identity AS i
    JOIN exact AS part ON part.indicator = i.part
    JOIN exact AS whole
        ON whole.indicator = i.whole AND whole.report_id = part.report_id
        AND whole.qualifier IS NOT DISTINCT FROM part.qualifier
    WHERE i.kind = 'at_most'
    QUALIFY row_number() OVER (
        PARTITION BY part.report_id, i.part, i.whole ORDER BY part.value - whole.value, part.fact_id, whole.fact_id
    ) = 1
),
ratio AS (
    SELECT
        rate.report_id, rate.issuer, rate.division_code, rate.report_year, i.kind,
        rate.indicator, rate.fact_id, rate.value, rate.sentence,
        round(part.value / whole.value * 100, 2)::DECIMAL(20, 6) AS expected,
        part.indicator AS other_indicator, part.fact_id AS other_fact_id, part.value AS other_value,
        part.sentence AS other_sentence, whole.fact_id AS base_fact_id, whole.value AS base_value,
        whole.sentence AS base_sentence
    FROM identity AS i
    JOIN exact AS rate ON rate.indicator = i.rate AND rate.qualifier IS NULL
    JOIN exact AS part ON part.indicator = i.part AND part.report_id = rate.report_id
    JOIN exact AS whole ON whole.indicator = i.whole AND whole.report_id = rate.report_id
    WHERE i.kind = 'ratio' AND whole.value > 0
    QUALIFY row_number() OVER (
        PARTITION BY rate.report_id, i.rate
        ORDER BY abs(rate.value - part.value / whole.value * 100), rate.fact_id, part.fact_id, whole.fact_id
    ) = 1
),
alone AS (
    -- What a report states once and of the whole: only such values can be added up or compared with another year.
    SELECT * FROM exact
    WHERE qualifier IS NULL
    QUALIFY count(*) OVER (PARTITION BY report_id, indicator) = 1
),
sums AS (
    SELECT
        whole.report_id, whole.issuer, whole.division_code, whole.report_year, 'sum' AS kind,
        max_by(part.indicator, part.value) AS indicator, max_by(part.fact_id, part.value) AS fact_id,
        sum(part.value)::DECIMAL(20, 6) AS value, max_by(part.sentence, part.value) AS sentence,
        whole.value AS expected, whole.indicator AS other_indicator, whole.fact_id AS other_fact_id,
        whole.value AS other_value, whole.sentence AS other_sentence
    FROM identity AS i
    JOIN alone AS part ON part.indicator = i.part
    JOIN alone AS whole ON whole.indicator = i.whole AND whole.report_id = part.report_id
    WHERE i.kind = 'sum'
    GROUP BY ALL
),
parts AS (
    -- The parts that a sentence names of its own total (其中 …).
    SELECT
        whole.report_id, whole.issuer, whole.division_code, whole.report_year, 'parts' AS kind, whole.indicator,
        max_by(part.fact_id, part.value) AS fact_id, sum(part.value)::DECIMAL(20, 6) AS value,
        max_by(part.sentence, part.value) AS sentence, whole.value AS expected, whole.indicator AS other_indicator,
        whole.fact_id AS other_fact_id, whole.value AS other_value, whole.sentence AS other_sentence
    FROM alone AS whole
    JOIN exact AS part
        ON part.report_id = whole.report_id AND part.indicator = whole.indicator
        AND part.sentence = whole.sentence AND part.qualifier = 'part'
    GROUP BY ALL
),
jumps AS (
    SELECT
        now.report_id, now.issuer, now.division_code, now.report_year, 'jump' AS kind, now.indicator, now.fact_id,
        now.value, now.sentence, before.value AS expected, before.indicator AS other_indicator,
        before.fact_id AS other_fact_id, before.value AS other_value, before.sentence AS other_sentence
    FROM alone AS now
    JOIN alone AS before
        ON before.issuer = now.issuer AND before.indicator = now.indicator
        AND before.report_year = now.report_year - 1
    JOIN indicator AS i ON i.code = now.indicator AND i.kind = 'stock'
)
SELECT * FROM at_most WHERE value > expected
UNION ALL BY NAME
-- Reports round their rates to a tenth or to a whole point: half a point is rounding.
SELECT * FROM ratio WHERE abs(value - expected) > 0.5
UNION ALL BY NAME
SELECT * FROM sums WHERE value > expected
UNION ALL BY NAME
SELECT * FROM parts WHERE value > expected
UNION ALL BY NAME
-- A stock (officers, advisers, documents in force) does not grow or shrink tenfold in a year.
SELECT * FROM jumps WHERE greatest(value, expected) >= 10 * least(value, expected) AND greatest(value, expected) >= 10;
COMMENT ON VIEW consistency IS
    'Values that do not agree: identities of one report (at_most, ratio, sum, parts) and stocks that jump tenfold in a year, with the facts and the sentences on both sides.';
