-- The day is that of the issuer's own portal, the earliest where it shows the report at several addresses: a repost
-- says when it was reposted. Where that portal shows no day, or is not collected, the earliest of any place must do.

CREATE OR REPLACE VIEW timeliness AS
WITH dated AS (
    SELECT report_id, published_on, published_by, url, is_own
    FROM place_version
    WHERE valid_to IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY report_id ORDER BY published_on IS NULL, is_own DESC, published_on, is_primary DESC, place_id
    ) = 1
)
SELECT
    r.report_id, r.issuer, r.division_code, r.level, r.report_year, d.published_on, d.published_by, d.url, d.is_own,
    make_date(r.report_year + 1, 4, 1) AS due_on,
    d.published_on - make_date(r.report_year + 1, 4, 1) AS days_from_due,
    d.published_on >= make_date(r.report_year + 1, 4, 1) AS is_late
FROM report AS r
JOIN dated AS d USING (report_id)
WHERE r.kind = 'report' AND r.report_year IS NOT NULL;
COMMENT ON VIEW timeliness IS
    'How long before or after 1 April of the following year a report was published. Reports must be out before that day.';
