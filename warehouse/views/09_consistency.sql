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

-- The tables are filled by warehouse/comparison.py. A stock (officers, advisers, documents in force) does not grow or
-- shrink tenfold in a year.
CREATE OR REPLACE VIEW consistency AS
SELECT
    r.report_id, r.issuer, r.division_code, r.level, r.report_year, c.kind, c.indicator,
    fact_id_in(c.fact_id, r.place_id, r.report_id) AS fact_id, c.value, c.sentence, c.expected,
    c.other_indicator, fact_id_in(c.other_fact_id, r.place_id, r.report_id) AS other_fact_id, c.other_value,
    c.other_sentence,
    fact_id_in(c.base_fact_id, r.place_id, r.report_id) AS base_fact_id, c.base_value, c.base_sentence
FROM reading_conflict AS c
JOIN shown_report AS r ON r.fact_reading_no = c.reading_no
UNION ALL BY NAME
SELECT
    r.report_id, r.issuer, r.division_code, r.level, r.report_year, 'jump' AS kind, now.indicator,
    fact_id_in(now.fact_id, r.place_id, r.report_id) AS fact_id, now.value, now.sentence, before.value AS expected,
    before.indicator AS other_indicator, fact_id_in(before.fact_id, last.place_id, last.report_id) AS other_fact_id,
    before.value AS other_value, before.sentence AS other_sentence
FROM shown_report AS r
JOIN reading_stock AS now ON now.reading_no = r.fact_reading_no
JOIN shown_report AS last ON last.issuer = r.issuer AND last.report_year = r.report_year - 1
JOIN reading_stock AS before ON before.reading_no = last.fact_reading_no AND before.indicator = now.indicator
WHERE greatest(now.value, before.value) >= 10 * least(now.value, before.value)
    AND greatest(now.value, before.value) >= 10;
COMMENT ON VIEW consistency IS
    'Values that do not agree: identities of one report (at_most, ratio, sum, parts) and stocks that jump tenfold in a year, with the facts and the sentences on both sides.';
