-- Reports by the weeks from 1 April to their publication, those of the far ends together; no week where no date is known
SELECT
    greatest(-14, least(26, floor(days_from_due / 7)))::INTEGER AS week,
    count(*) AS reports
FROM timeliness
WHERE $level IS NULL OR level = $level
GROUP BY ALL
ORDER BY week NULLS LAST
