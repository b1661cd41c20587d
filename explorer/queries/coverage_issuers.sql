-- Who was expected to publish in a division in a year, and who has
SELECT
    division_code, name, issuer, level, issuer_kind, basis, is_collected, is_published, reason, report_id
FROM coverage
WHERE report_year = $year AND starts_with(division_code, $within) AND ($level IS NULL OR level = $level)
ORDER BY division_code, issuer_kind <> 'government', issuer
