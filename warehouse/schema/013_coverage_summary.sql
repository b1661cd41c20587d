-- Coverage counted by the load: it grows with divisions and years, half a million of them, however few the reports, and
-- was a view that counted them anew for each question.

DROP VIEW IF EXISTS coverage_summary;
CREATE TABLE coverage_summary (
    report_year INTEGER NOT NULL,
    province_code VARCHAR,
    province VARCHAR,
    level VARCHAR NOT NULL,
    issuer_kind VARCHAR NOT NULL,
    expected BIGINT NOT NULL,
    collected BIGINT NOT NULL,
    found BIGINT NOT NULL,
    share DOUBLE NOT NULL,
    share_of_collected DOUBLE,
    not_collected BIGINT NOT NULL,
    no_entry BIGINT NOT NULL,
    gone BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    unreachable BIGINT NOT NULL,
    unreadable BIGINT NOT NULL
);
COMMENT ON TABLE coverage_summary IS
    'Coverage by year, province, level and kind of issuer: expected, collected, found, and the gaps by reason.';
