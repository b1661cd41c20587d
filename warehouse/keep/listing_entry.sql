-- What the newest run saw, and when an entry was first seen.
SELECT source_id, url, min(first_seen_at) AS first_seen_at, unnest(max({
    'last_seen_at': last_seen_at, 'run_id': run_id, 'title': title, 'listed_on': listed_on,
    'listing_url': listing_url, 'verdict': verdict, 'reason': reason
}))
FROM (
    SELECT * FROM kept_listing_entry SEMI JOIN staged_listing_entry USING (source_id, url)
    UNION ALL BY NAME
    SELECT * EXCLUDE (set_no, file_row, seen_at), seen_at AS first_seen_at, seen_at AS last_seen_at FROM staged_listing_entry
)
GROUP BY source_id, url
