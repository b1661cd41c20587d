-- The provinces, by their last names
SELECT province_code AS code, arg_max(province, year) AS name
FROM division_year
WHERE level = 'province'
GROUP BY province_code
ORDER BY province_code
