-- Places to reports. Places show one report where any of their versions had the same words, and both are of one series:
-- of one kind, issuer and year. So a repost stays one though one of its places is edited, and an address that is used
-- again for another year leaves its report. A report bears the id of the place that was seen first: whatever place comes
-- to be known later, its id stays; where two reports turn out to be one, the older id does. The primary place, whose
-- page stands for the report, is the issuer's own portal before others, then an address on the web before a file that
-- was handed in, then the first published, then the first seen.
-- `touched` (place_id) is made by the caller; `affected` and `old_place` are what it counts changes with.

CREATE TEMP MACRO series_of(kind, issuer, year) AS
    CASE WHEN issuer IS NOT NULL AND year IS NOT NULL
        THEN (md5_number_lower(to_json([kind, issuer, year::VARCHAR])) >> 1)::BIGINT
    END;

CREATE TEMP TABLE affected AS
WITH stirred AS (
    SELECT place_id FROM touched
    UNION
    -- A source's division has come to be known, or was corrected.
    SELECT p.place_id
    FROM place AS p
    LEFT JOIN source AS s USING (source_id)
    WHERE p.is_own <> coalesce(s.division_code = p.division_code, false)
),
stirred_series AS (
    SELECT series FROM place SEMI JOIN stirred USING (place_id) WHERE series IS NOT NULL
    UNION
    SELECT series_of(r.kind, r.issuer, r.report_year)
    FROM version_span AS v
    SEMI JOIN stirred USING (place_id)
    JOIN reading AS r USING (reading_no)
)
SELECT place_id FROM stirred
UNION
SELECT place_id FROM place SEMI JOIN stirred_series USING (series);

CREATE TEMP TABLE old_place AS FROM place SEMI JOIN affected USING (place_id);

DELETE FROM place WHERE place_id IN (SELECT place_id FROM affected);

INSERT INTO place BY NAME
WITH RECURSIVE spoken AS (
    SELECT
        v.place_id, v.version, v.valid_to, v.source_id, v.first_seen_at,
        r.division_code, r.published_on, r.url LIKE 'file:%' AS is_file, r.words_sha256 AS words,
        series_of(r.kind, r.issuer, r.report_year) AS series
    FROM version_span AS v
    SEMI JOIN affected USING (place_id)
    JOIN reading AS r USING (reading_no)
),
standing AS (
    -- A place is of the series of its newest version that states issuer and year.
    SELECT
        n.place_id, n.source_id, n.first_seen_at, n.division_code, n.published_on, n.is_file, a.series,
        coalesce(s.division_code = n.division_code, false) AS is_own
    FROM (FROM spoken WHERE valid_to IS NULL) AS n
    JOIN (SELECT place_id, arg_max(series, version) AS series FROM spoken GROUP BY place_id) AS a USING (place_id)
    LEFT JOIN source AS s USING (source_id)
),
wording AS (
    SELECT DISTINCT place_id, series, words
    FROM spoken
    SEMI JOIN standing USING (place_id, series)
    WHERE words IS NOT NULL
),
shared AS (
    SELECT place_id, min(place_id) OVER (PARTITION BY series, words) AS other FROM wording
),
link AS (
    SELECT place_id, other FROM shared WHERE place_id <> other
    UNION
    SELECT other, place_id FROM shared WHERE place_id <> other
),
reached AS (
    SELECT place_id, place_id AS other FROM standing
    UNION
    SELECT r.place_id, l.other FROM reached AS r JOIN link AS l ON l.place_id = r.other
),
known AS (
    SELECT
        r.place_id,
        arg_min(r.other, {'at': s.first_seen_at, 'id': r.other}) AS report_id,
        min(s.first_seen_at) AS report_first_seen_at
    FROM reached AS r
    JOIN standing AS s ON s.place_id = r.other
    GROUP BY r.place_id
)
SELECT
    k.place_id, k.report_id, k.report_first_seen_at,
    s.is_own, s.series, s.source_id, s.division_code, s.first_seen_at,
    row_number() OVER (
        PARTITION BY k.report_id
        ORDER BY s.is_own DESC, s.is_file, s.published_on NULLS LAST, s.first_seen_at, k.place_id
    ) = 1 AS is_primary
FROM known AS k
JOIN standing AS s USING (place_id);
