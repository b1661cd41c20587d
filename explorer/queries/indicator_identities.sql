-- What must hold between an indicator and others of one report
SELECT kind, part, whole, rate FROM identity WHERE $code IN (part, whole, coalesce(rate, '')) ORDER BY ALL
