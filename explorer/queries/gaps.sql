-- Expected reports that we do not have: those that we do collect first, since something can be done about them
SELECT
    report_year, division_code, name, level, province, issuer, issuer_kind, basis, reason, is_collected, due_on
FROM coverage
WHERE NOT is_published
    AND ($province IS NULL OR province_code = $province)
    AND ($year IS NULL OR report_year = $year)
    AND ($level IS NULL OR level = $level)
    AND ($reason IS NULL OR reason = $reason)
    AND ($collected IS NULL OR is_collected = $collected)
ORDER BY is_collected DESC, report_year DESC, division_code, issuer
