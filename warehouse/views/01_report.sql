-- Views, not tables: a body is stored once a reading, and both relations cannot drift apart.

CREATE OR REPLACE VIEW report_version AS
SELECT
    * EXCLUDE (place_id, is_primary, is_own, report_first_seen_at)
    REPLACE (report_first_seen_at AS first_seen_at)
FROM place_version
WHERE is_primary;
COMMENT ON VIEW report_version IS
    'Every version of every report that its primary place ever showed. A version ends when a fetch shows other words.';

CREATE OR REPLACE VIEW report AS
SELECT * EXCLUDE (valid_to) FROM report_version WHERE valid_to IS NULL;
COMMENT ON VIEW report IS 'A report, in its newest version at its primary place; report_place has all its places.';

-- What the newest versions of primary places hold is what their reports hold.
CREATE OR REPLACE MACRO fact_id_in(fact_id, place_id, report_id) AS
    -- An id joins the fact's words and its place (see joined_id): the place is taken out of it, and the report put in.
    CASE WHEN place_id = report_id THEN fact_id ELSE printf('%016x', xor(
        ('0x' || fact_id)::UBIGINT,
        xor(('0x' || sha256(place_id)[:16])::UBIGINT, ('0x' || sha256(report_id)[:16])::UBIGINT)
    )) END;

CREATE OR REPLACE VIEW shown_reading AS
SELECT
    p.report_id, p.place_id, v.reading_no, v.snapshot_id,
    CASE WHEN c.reading_no IS NULL THEN v.reading_no ELSE -v.reading_no END AS fact_reading_no
FROM version_span AS v
JOIN place AS p USING (place_id)
LEFT JOIN (SELECT DISTINCT reading_no FROM correction_fit WHERE applies AND fact_id IS NOT NULL) AS c USING (reading_no)
WHERE v.valid_to IS NULL AND p.is_primary;
COMMENT ON VIEW shown_reading IS 'The reading that stands for a report: of the newest version at its primary place.';
