-- Coverage of governments by year: of a division itself, and of each that lies in it with all that lies in that
WITH due AS (
    SELECT
        c.report_year, c.is_collected, c.is_published, c.reason, c.report_id,
        list_filter(
            [
                {'code': y.prefecture_code, 'name': y.prefecture, 'level': 'prefecture'},
                {'code': y.county_code, 'name': y.county, 'level': 'county'},
                {'code': y.code, 'name': y.name, 'level': y.level}
            ],
            lambda d: starts_with(d.code, $within) AND (d.code <> $code OR y.code = $code)
        )[1] AS part
    FROM coverage AS c
    JOIN division_year AS y ON y.code = c.division_code AND y.year = c.report_year
    WHERE c.issuer_kind = 'government' AND starts_with(c.division_code, $within)
        AND ($level IS NULL OR c.level = $level)
)
SELECT
    part.code AS code, arg_max(part.name, report_year) AS name, any_value(part.level) AS level, report_year,
    count(*) AS expected, count(*) FILTER (is_collected) AS collected, count(*) FILTER (is_published) AS found,
    -- Of a single government there is more to tell than how many.
    CASE WHEN count(*) = 1 THEN any_value(report_id) END AS report_id,
    CASE WHEN count(*) = 1 THEN any_value(reason) END AS reason
FROM due
GROUP BY part.code, report_year
ORDER BY code <> $code, code, report_year
