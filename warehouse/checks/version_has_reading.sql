-- name: version_has_reading
-- severity: error
-- scope: release
-- remedy: A version names a reading that is not there: a fault of the loader. Rebuild from the staged sets.
SELECT place_id, version, reading_no
FROM version_span
ANTI JOIN reading USING (reading_no)
