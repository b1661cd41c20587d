-- A division as it is in the newest year that the release knows of it, and all that it lies in
SELECT
    code, name, level, parent_code, province_code, province, prefecture_code, prefecture, county_code, county, full_name
FROM division_year
WHERE code = $code
ORDER BY year DESC
LIMIT 1
