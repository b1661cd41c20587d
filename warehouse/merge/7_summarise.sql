-- Coverage counted, after the views stand. `coverage` itself is asked of divisions and years; all of it takes seconds.

DELETE FROM coverage_summary;
INSERT INTO coverage_summary BY NAME
SELECT
    report_year, province_code, province, level, issuer_kind,
    count(*) AS expected,
    count(*) FILTER (is_collected) AS collected,
    count(*) FILTER (is_published) AS found,
    found / expected AS share,
    found / nullif(collected, 0) AS share_of_collected,
    count(*) FILTER (reason = 'not collected') AS not_collected,
    count(*) FILTER (reason = 'no entry') AS no_entry,
    count(*) FILTER (reason = 'gone') AS gone,
    count(*) FILTER (reason = 'refused') AS refused,
    count(*) FILTER (reason = 'unreachable') AS unreachable,
    count(*) FILTER (reason = 'unreadable') AS unreadable
FROM coverage
GROUP BY report_year, province_code, province, level, issuer_kind;
