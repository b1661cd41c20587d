-- As the newest set described it; a set's name begins with its run's id, which sorts by time.
SELECT source_id, unnest(max({
    'set_name': set_name, 'publisher': publisher, 'division_code': division_code, 'platform': platform,
    'listing_urls': listing_urls, 'allowed_hosts': allowed_hosts
}))
FROM (
    SELECT * FROM kept_source SEMI JOIN staged_source USING (source_id)
    UNION ALL BY NAME
    SELECT s.* EXCLUDE (set_no, file_row), f.set_name FROM staged_source AS s JOIN staged_set AS f USING (set_no)
)
GROUP BY source_id
