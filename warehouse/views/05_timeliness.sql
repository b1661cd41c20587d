CREATE OR REPLACE VIEW timeliness AS
SELECT
    report_id, issuer, division_code, level, report_year, published_on, published_by,
    make_date(report_year + 1, 4, 1) AS due_on,
    published_on - make_date(report_year + 1, 4, 1) AS days_from_due,
    published_on >= make_date(report_year + 1, 4, 1) AS is_late
FROM report
WHERE kind = 'report' AND report_year IS NOT NULL;
COMMENT ON VIEW timeliness IS
    'How long before or after 1 April of the following year a report was published. Reports must be out before that day.';
