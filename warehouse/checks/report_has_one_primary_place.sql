-- name: report_has_one_primary_place
-- severity: error
-- scope: release
-- remedy: A report stands at no place, or at several that all speak for it: a fault of merge/4_place.sql. Rebuild.
SELECT report_id, count_if(is_primary) AS primary_places
FROM place
GROUP BY report_id
HAVING primary_places <> 1 OR count_if(place_id = report_id) <> 1
UNION ALL
SELECT place_id, 0
FROM (SELECT DISTINCT place_id FROM version_span) AS v
ANTI JOIN place USING (place_id)
